package dev.sallyport.audit.seal;

/** Where sealing says what an operator must know. Thread-safe. */
public interface SealReporter {
  /** Shows one line. */
  void report(String line);
}
