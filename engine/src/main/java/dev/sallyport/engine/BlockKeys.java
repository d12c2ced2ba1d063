package dev.sallyport.engine;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The values of a mapping by its known keys. A key whose value is null is there all the same. */
final class BlockKeys {
  private final YamlNode.Mapping mapping;
  private final Map<String, YamlNode> values = new HashMap<>();

  /**
   * Reports every unknown key.
   *
   * @param where what the mapping is, after {@code unknown key `x`}
   */
  BlockKeys(PolicyText source, YamlNode.Mapping mapping, String where, String[] keys) {
    this.mapping = mapping;
    for (YamlNode.Entry entry : mapping.entries()) {
      String key = entry.key().text();
      boolean known = false;
      for (String one : keys) {
        known |= one.equals(key);
      }
      if (known) {
        values.put(key, entry.value());
      } else {
        String got = "unknown key " + Quoted.of(key) + where;
        source.problem(entry.key(), got + Wanted.insteadOf(key, keys));
      }
    }
  }

  /** The value of a key; null if the key is absent. */
  @Nullable YamlNode value(String key) {
    return values.get(key);
  }

  /** Whether the mapping has no keys at all, known ones or others. */
  boolean isEmpty() {
    return mapping.entries().isEmpty();
  }
}
