package dev.sallyport.engine;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads an {@code egress} block. */
final class EgressReader {
  static final String[] KEYS = {"scope", "allow", "deny"};
  static final String[] SCOPES = {"tool", "process"};

  private final PolicyText source;
  private final FieldReader fields;

  EgressReader(PolicyText source) {
    this.source = source;
    this.fields = new FieldReader(source);
  }

  /** Reads the block, and reports what is wrong with it. */
  StatedEgress read(YamlNode node) {
    if (!(node instanceof YamlNode.Mapping mapping)) {
      String wanted = ", wanted a mapping with `allow` or `deny`";
      fields.problem(node, "egress", "got " + node.kind() + wanted);
      return new StatedEgress(null, List.of(), false);
    }
    BlockKeys keys = new BlockKeys(source, mapping, " in `egress`", KEYS);
    if (keys.isEmpty()) {
      String got = "got an empty mapping, wanted `allow` or `deny`";
      fields.problem(node, "egress", got + " (`allow: []` allows nothing)");
    }
    YamlNode scope = keys.value("scope");
    String word = scope == null ? null : fields.word("scope", scope, SCOPES);
    YamlNode allow = keys.value("allow");
    YamlNode deny = keys.value("deny");
    return new StatedEgress(
        allow == null ? null : entries("allow", allow, true),
        deny == null ? List.of() : entries("deny", deny, false),
        "process".equals(word));
  }

  /** The entries of a list. */
  List<EgressEntry> entries(String key, YamlNode node, boolean allows) {
    List<EgressEntry> entries = new ArrayList<>();
    if (!(node instanceof YamlNode.Sequence sequence)) {
      fields.problem(node, key, "got " + node.kind() + ", wanted a list of hosts");
      return entries;
    }
    EgressEntryReader reader = new EgressEntryReader(source, fields, key, allows);
    for (YamlNode item : sequence.items()) {
      @Nullable EgressEntry entry = reader.read(item);
      if (entry != null) {
        entries.add(entry);
      }
    }
    return entries;
  }
}
