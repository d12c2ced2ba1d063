package dev.sallyport.engine;

import org.jspecify.annotations.Nullable;

/** The values of a mapping by its known keys. A null value counts as an absent key. */
final class KnownKeys {
  final YamlNode.Mapping mapping;
  private final String[] keys;
  private final @Nullable YamlNode[] values;

  /**
   * Reports every unknown key.
   *
   * @param where what the mapping is, after {@code unknown key `x`}; may be empty
   */
  KnownKeys(PolicyText source, YamlNode.Mapping mapping, String where, String... keys) {
    this.mapping = mapping;
    this.keys = keys;
    this.values = new @Nullable YamlNode[keys.length];
    for (YamlNode.Entry entry : mapping.entries()) {
      String key = entry.key().text();
      int at = position(key);
      if (at < 0) {
        String got = "unknown key " + Quoted.of(key) + where;
        source.problem(entry.key(), got + Wanted.insteadOf(key, keys));
      } else if (!(entry.value() instanceof YamlNode.Scalar scalar && scalar.isNull())) {
        values[at] = entry.value();
      }
    }
  }

  /** The value of one of the known keys. */
  @Nullable YamlNode value(String key) {
    return values[position(key)];
  }

  private int position(String key) {
    for (int at = 0; at < keys.length; at++) {
      if (keys[at].equals(key)) {
        return at;
      }
    }
    return -1;
  }
}
