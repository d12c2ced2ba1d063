package dev.sallyport.engine;

import org.jspecify.annotations.Nullable;

/** The keys of a rule. */
enum RuleField {
  NAME("name", null),
  DESCRIPTION("description", null),
  TOOLS("tools", null),
  AGENTS("agents", null),
  STAGE("stage", null),
  CONDITION("condition", null),
  ACTION("action", null),
  PRIORITY("priority", null),
  APPROVERS("approvers", null),
  MASK("mask", null),
  ENABLED("enabled", null),
  LIMIT("limit", "remove it or use `action: deny` or `action: require_approval`");

  private static final RuleField[] ALL = values();

  final String key;

  /** What to do instead, if this version refuses the key. */
  final @Nullable String refused;

  RuleField(String key, @Nullable String refused) {
    this.key = key;
    this.refused = refused;
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
