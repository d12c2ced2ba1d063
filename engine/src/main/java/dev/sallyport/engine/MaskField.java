package dev.sallyport.engine;

import org.jspecify.annotations.Nullable;

/** The keys of a rule's {@code mask} where it is a mapping. */
enum MaskField {
  PATHS("paths"),
  DETECT("detect"),
  PATTERNS("patterns"),
  KEEP_LAST("keep_last");

  private static final MaskField[] ALL = values();

  final String key;

  MaskField(String key) {
    this.key = key;
  }

  static @Nullable MaskField of(String key) {
    for (MaskField field : ALL) {
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
