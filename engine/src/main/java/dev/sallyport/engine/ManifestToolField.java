package dev.sallyport.engine;

import org.jspecify.annotations.Nullable;

/** The keys of a tool in an agent's manifest. */
enum ManifestToolField {
  NAME("name"),
  DESCRIPTION("description"),
  PARAMETERS("parameters"),
  MAX_AMOUNT("max_amount"),
  MAX_CALLS_PER_MINUTE("max_calls_per_minute"),
  REQUIRES_HUMAN_APPROVAL("requires_human_approval"),
  APPROVERS("approvers"),
  CLASSIFICATION("classification");

  private static final ManifestToolField[] ALL = values();

  final String key;

  ManifestToolField(String key) {
    this.key = key;
  }

  static @Nullable ManifestToolField of(String key) {
    for (ManifestToolField field : ALL) {
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
