package dev.sallyport.benchmarks.policy;

/**
 * A rule's test of the tool's name.
 *
 * @param text the name, or the fixed part of the glob
 */
record ToolTest(Kind kind, String text) {
  /** How the text is compared with the name. */
  enum Kind {
    EXACT,
    PREFIX,
    SUFFIX
  }

  boolean accepts(String tool) {
    return switch (kind) {
      case EXACT -> tool.equals(text);
      case PREFIX -> tool.startsWith(text);
      case SUFFIX -> tool.endsWith(text);
    };
  }

  /** As a glob: {@code name}, {@code prefix*} or {@code *suffix}. */
  String glob() {
    return switch (kind) {
      case EXACT -> text;
      case PREFIX -> text + "*";
      case SUFFIX -> "*" + text;
    };
  }
}
