package dev.sallyport.engine;

import org.jspecify.annotations.Nullable;

/** The keys of a policy document. */
enum DocumentField {
  API_VERSION("apiVersion", null),
  NAME("name", null),
  VERSION("version", null),
  DESCRIPTION("description", null),
  AGENTS("agents", null),
  SCOPE("scope", null),
  DEFAULT_ACTION("default_action", null),
  CONFLICT("conflict", null),
  RULES("rules", null),
  EXTENDS("extends", "remove it and put both documents into one policy folder"),
  MANIFESTS("manifests", "remove it and write rules");

  private static final DocumentField[] ALL = values();

  final String key;

  /** What to do instead, if this version refuses the key. */
  final @Nullable String refused;

  DocumentField(String key, @Nullable String refused) {
    this.key = key;
    this.refused = refused;
  }

  static @Nullable DocumentField of(String key) {
    for (DocumentField field : ALL) {
      if (field.key.equals(key)) {
        return field;
      }
    }
    return null;
  }

  static String[] keys() {
    String[] keys = new String[ALL.length];
    for (int at = 0; at < keys.length; at++) {
      keys[at] = ALL[at].key;
    }
    return keys;
  }
}
