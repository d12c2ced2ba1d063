package dev.sallyport.audit.seal;

/** A source of bytes that nobody can guess. Thread-safe. */
public interface RandomSource {
  /** That many fresh random bytes. */
  byte[] bytes(int count);
}
