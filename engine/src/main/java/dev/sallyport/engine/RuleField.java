package dev.sallyport.engine;

import org.jspecify.annotations.Nullable;

/** The keys of a rule. */
enum RuleField {
  NAME("name"),
  DESCRIPTION("description"),
  TOOLS("tools"),
  AGENTS("agents"),
  STAGE("stage"),
  CONDITION("condition"),
  ACTION("action"),
  PRIORITY("priority"),
  LIMIT("limit"),
  APPROVERS("approvers"),
  MASK("mask"),
  ENABLED("enabled");

  private static final RuleField[] ALL = values();

  final String key;

  RuleField(String key) {
    this.key = key;
  }

  static @Nullable RuleField of(String key) {
    for (RuleField field : ALL) {
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
