package dev.sallyport.audit.verify;

/** Learns how far a verification is; called by the thread that verifies, many times a second. */
public interface VerifyProgress {
  /** For nobody. */
  VerifyProgress NONE = (done, total) -> {};

  /**
   * {@code done} of {@code total} bytes of store files are read. Both may be more later: a log can
   * grow, and may be read anew if it changed.
   */
  void read(long done, long total);
}
