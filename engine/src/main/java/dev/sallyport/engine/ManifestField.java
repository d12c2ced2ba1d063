package dev.sallyport.engine;

import org.jspecify.annotations.Nullable;

/** The keys of an agent's manifest. */
enum ManifestField {
  AGENT("agent"),
  DESCRIPTION("description"),
  TOOLS("tools"),
  DENIED_TOOLS("denied_tools");

  private static final ManifestField[] ALL = values();

  final String key;

  ManifestField(String key) {
    this.key = key;
  }

  static @Nullable ManifestField of(String key) {
    for (ManifestField field : ALL) {
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
