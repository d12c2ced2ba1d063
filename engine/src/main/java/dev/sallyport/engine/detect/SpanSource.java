package dev.sallyport.engine.detect;

/** A pattern of the policy's own. Must be safe for use by several threads at once. */
public interface SpanSource {
  /**
   * Adds every span it finds, in any order, to {@code out}. The whole text is given at once, so
   * that an implementation can encode it once.
   *
   * @return false if it gave up before the end of the text; then all of the text is masked
   */
  boolean find(String text, Spans out);
}
