package dev.sallyport.engine;

import org.jspecify.annotations.Nullable;

/** The keys of a policy document. */
enum DocumentField {
  API_VERSION("apiVersion"),
  NAME("name"),
  VERSION("version"),
  DESCRIPTION("description"),
  EXTENDS("extends"),
  AGENT("agent"),
  AGENTS("agents"),
  SCOPE("scope"),
  DEFAULT_ACTION("default_action"),
  CONFLICT("conflict"),
  RULES("rules"),
  MANIFESTS("manifests"),
  EGRESS("egress"),
  BOXES("boxes");

  private static final DocumentField[] ALL = values();

  final String key;

  DocumentField(String key) {
    this.key = key;
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
