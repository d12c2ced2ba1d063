package dev.sallyport.engine.detect;

/** Finds one kind of secret. Stateless; takes time linear in the text. */
interface Finder {
  /** Adds what it finds to {@code out}. */
  void find(FoldedText text, Spans out);
}
