package dev.sallyport.javaagent.start;

/**
 * Starts {@link PolicyLoading} when it is initialised, as the first thing in the isolated loader:
 * it needs none of what is set up next, and takes the longest.
 */
final class PolicyLoadingStart {
  /** The thread, already running. */
  static final PolicyLoading LOADING = started();

  private PolicyLoadingStart() {}

  private static PolicyLoading started() {
    PolicyLoading loading = new PolicyLoading();
    loading.start();
    return loading;
  }
}
