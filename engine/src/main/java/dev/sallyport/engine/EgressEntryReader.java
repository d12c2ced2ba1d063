package dev.sallyport.engine;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the entries of one egress list. */
final class EgressEntryReader {
  static final String[] KEYS = {"host", "cidr", "ports", "methods", "schemes"};
  private static final int MAX_PORT = 65_535;

  private final PolicyText source;
  private final FieldReader fields;
  private final String list;
  private final boolean allows;

  /**
   * @param list the list's key, for messages
   * @param allows whether it is a list of what is allowed
   */
  EgressEntryReader(PolicyText source, FieldReader fields, String list, boolean allows) {
    this.source = source;
    this.fields = fields;
    this.list = list;
    this.allows = allows;
  }

  /** Null if the entry is wrong. */
  @Nullable EgressEntry read(YamlNode node) {
    if (node instanceof YamlNode.Mapping mapping) {
      return read(mapping);
    }
    if (!(node instanceof YamlNode.Scalar)) {
      String wanted = ", wanted a host, a block of addresses or a mapping";
      fields.problem(node, list, "got " + node.kind() + wanted);
      return null;
    }
    YamlNode.Scalar scalar = text(list, node);
    if (scalar == null) {
      return null;
    }
    if (scalar.text().indexOf('/') >= 0) {
      Cidr cidr = cidr(list, scalar);
      return cidr == null ? null : new EgressEntry(null, cidr, null, null, null);
    }
    HostPattern host = host(list, scalar);
    return host == null ? null : new EgressEntry(host, null, null, null, null);
  }

  private @Nullable EgressEntry read(YamlNode.Mapping mapping) {
    BlockKeys keys = new BlockKeys(source, mapping, " in `" + list + "`", KEYS);
    if (keys.isEmpty()) {
      fields.problem(mapping, list, "got an empty mapping, wanted `host` or `cidr`");
      return null;
    }
    YamlNode host = keys.value("host");
    YamlNode cidr = keys.value("cidr");
    YamlNode.Scalar hostText = host == null ? null : text("host", host);
    YamlNode.Scalar cidrText = cidr == null ? null : text("cidr", cidr);
    return new EgressEntry(
        hostText == null ? null : host("host", hostText),
        cidrText == null ? null : cidr("cidr", cidrText),
        ports(keys.value("ports")),
        words("methods", keys.value("methods")),
        words("schemes", keys.value("schemes")));
  }

  /** An address is text, although it looks like a number. */
  private YamlNode.@Nullable Scalar text(String key, YamlNode node) {
    return node instanceof YamlNode.Scalar scalar && IpAddress.parse(scalar.text()) != null
        ? scalar
        : fields.text(key, node);
  }

  private @Nullable HostPattern host(String key, YamlNode.Scalar scalar) {
    String text = scalar.text();
    HostPattern pattern = HostPattern.of(text);
    String wanted = null;
    if (pattern == null) {
      wanted = "a host such as `api.example.org`, without scheme, port and path";
    } else if (pattern.looksLikeAddresses()) {
      wanted = "a block of addresses such as `10.0.0.0/8`: no glob finds out where a name leads";
    } else if (allows && pattern.isOpenEnded() && !pattern.matchesAnything()) {
      wanted = "the last part of the name in full: anyone can have a name that matches";
    }
    if (wanted != null) {
      fields.problem(scalar, key, "got " + Quoted.of(text) + ", wanted " + wanted);
    }
    return pattern;
  }

  private @Nullable Cidr cidr(String key, YamlNode.Scalar scalar) {
    String text = scalar.text();
    Cidr cidr = Cidr.parse(text);
    if (cidr == null) {
      String wanted = ", wanted a block of addresses such as `10.0.0.0/8` or `fd00::/8`";
      fields.problem(scalar, key, "got " + Quoted.of(text) + wanted);
    } else if (!cidr.equals(cidr.masked())) {
      String wanted = ", wanted `" + cidr.masked() + "`";
      fields.problem(scalar, key, "got " + Quoted.of(text) + wanted);
    }
    return cidr;
  }

  private @Nullable PortSet ports(@Nullable YamlNode node) {
    if (node == null) {
      return null;
    }
    Set<Integer> ports = new HashSet<>();
    for (YamlNode item : items("ports", node)) {
      ports.add(fields.integer("ports", item, 1, MAX_PORT));
    }
    return new PortSet(ports);
  }

  /** Methods in upper case or schemes in lower case: neither is compared in any other form. */
  private @Nullable Set<String> words(String key, @Nullable YamlNode node) {
    if (node == null) {
      return null;
    }
    boolean upper = key.equals("methods");
    Set<String> words = new HashSet<>();
    for (YamlNode item : items(key, node)) {
      YamlNode.Scalar scalar = fields.text(key, item);
      String text = scalar == null ? "" : scalar.text();
      String wanted = upper ? text.toUpperCase(Locale.ROOT) : text.toLowerCase(Locale.ROOT);
      if (scalar != null && !text.equals(wanted)) {
        fields.problem(item, key, "got " + Quoted.of(text) + ", wanted " + Quoted.of(wanted));
      } else if (scalar != null && !isToken(text)) {
        String example = upper ? "a method such as `GET`" : "a scheme such as `https`";
        fields.problem(item, key, "got " + Quoted.of(text) + ", wanted " + example);
      }
      words.add(text);
    }
    return Set.copyOf(words);
  }

  private static boolean isToken(String text) {
    for (int at = 0; at < text.length(); at++) {
      char c = text.charAt(at);
      boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
      if (!letter && c != '-' && c != '+' && c != '.' && c != '_') {
        return false;
      }
    }
    return true;
  }

  /** The items of a list of at least one, or a single value. */
  private List<YamlNode> items(String key, YamlNode node) {
    if (!(node instanceof YamlNode.Sequence sequence)) {
      return List.of(node);
    }
    if (sequence.items().isEmpty()) {
      fields.problem(node, key, "got an empty list, wanted at least one entry");
    }
    return new ArrayList<>(sequence.items());
  }
}
