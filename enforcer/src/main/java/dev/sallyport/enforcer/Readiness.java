package dev.sallyport.enforcer;

/** What has to be finished before the first call is judged, such as the self check. */
public interface Readiness {
  /**
   * Returns once calls may be judged, at once if that is so already.
   *
   * @throws IllegalStateException if that can never be, with the reason; the call is then refused
   */
  void await();
}
