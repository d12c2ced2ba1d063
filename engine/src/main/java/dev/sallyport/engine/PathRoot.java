package dev.sallyport.engine;

import org.jspecify.annotations.Nullable;

/** The first word of a path, and the one fact under it where there is only one. */
enum PathRoot {
  TOOL("tool", "name"),
  ACTION("action", "type"),
  ARGS("args", null),
  AGENT("agent", "name"),
  SESSION("session", "id"),
  HTTP("http", null),
  TIME("time", null),
  CONTENT("content", "text");

  private static final PathRoot[] ALL = values();

  final String word;
  final @Nullable String fact;

  PathRoot(String word, @Nullable String fact) {
    this.word = word;
    this.fact = fact;
  }

  static @Nullable PathRoot of(String word) {
    for (PathRoot root : ALL) {
      if (root.word.equals(word)) {
        return root;
      }
    }
    return null;
  }
}
