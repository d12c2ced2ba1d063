package dev.sallyport.engine;

import org.jspecify.annotations.Nullable;

/** The forms of policy documents that are read, told apart by their keys. */
enum Dialect {
  /** {@code apiVersion: governance.toolkit/v1}. */
  TOOLKIT,
  /** Rules with {@code field}, {@code operator} and {@code value}, and {@code defaults}. */
  OLDER,
  /** The manifest of one agent by itself. */
  MANIFEST;

  /**
   * The dialect of a document. One that states an {@code apiVersion}, or shares a key with
   * governance.toolkit/v1 and with nothing else, counts as that: its reader says what is missing.
   *
   * @return null for a document of none of them
   */
  static @Nullable Dialect of(YamlNode.Mapping root) {
    if (root.value("apiVersion") != null) {
      return TOOLKIT;
    }
    if (root.value(ManifestDocumentReader.MANIFEST) != null) {
      return MANIFEST;
    }
    if (root.value(OlderDocumentReader.DEFAULTS) != null || hasFieldConditions(root)) {
      return OLDER;
    }
    boolean known = root.entries().isEmpty();
    for (YamlNode.Entry entry : root.entries()) {
      known |= DocumentField.of(entry.key().text()) != null;
    }
    return known ? TOOLKIT : null;
  }

  /** What a document of no dialect lacks. */
  static String problemOf(YamlNode.Mapping root) {
    StringBuilder got = new StringBuilder("got a document with ");
    for (int at = 0; at < root.entries().size() && at < 3; at++) {
      got.append(at == 0 ? "" : ", ").append(Quoted.of(root.entries().get(at).key().text()));
    }
    got.append(", wanted `apiVersion: governance.toolkit/v1`, or an older document (`rules` with");
    got.append(" `field`, `operator` and `value`), or an agent's manifest (`agent`, `manifest`)");
    return got.toString();
  }

  private static boolean hasFieldConditions(YamlNode.Mapping root) {
    if (root.value("rules") instanceof YamlNode.Sequence rules) {
      for (YamlNode rule : rules.items()) {
        if (rule instanceof YamlNode.Mapping mapping
            && mapping.value("condition") instanceof YamlNode.Mapping) {
          return true;
        }
      }
    }
    return false;
  }
}
