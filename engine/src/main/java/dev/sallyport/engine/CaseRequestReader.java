package dev.sallyport.engine;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the {@code http} block of a case: the request that is put to the policy. */
final class CaseRequestReader {
  private static final int MAX_PORT = 65_535;

  private final FieldReader reader;
  private final CaseFields fields;

  CaseRequestReader(PolicyText source, CaseFields fields) {
    this.reader = new FieldReader(source);
    this.fields = fields;
  }

  /** The request; empty facts where something is wrong. */
  HttpRequestView read(YamlNode node) {
    HttpRequestView request = new HttpRequestView();
    if (!(node instanceof YamlNode.Mapping mapping)) {
      fields.problem(node, "http", "got " + node.kind() + ", wanted a mapping with `host`");
      return request;
    }
    Map<String, YamlNode> values = fields.sorted(mapping, HttpFact.words(), " in `http`");
    IpAddress address = address(values.get("ip"));
    String host = text("host", values.get("host"));
    request.tool(fields.anyText("tool", values.get("tool")));
    return request.set(
        canonical(HttpFact.METHOD, values.get("method")),
        canonical(HttpFact.SCHEME, values.get("scheme")),
        HostNames.canonical(host),
        number("port", values.get("port"), -1),
        fields.anyText("path", values.get("path")),
        number("redirects", values.get("redirects"), 0),
        fields.anyText("client", values.get("client")),
        address == null ? null : address.toSocket());
  }

  private @Nullable String canonical(HttpFact fact, @Nullable YamlNode node) {
    String text = fields.anyText(fact.word, node);
    String canonical = text == null ? null : fact.canonical(text);
    if (node != null && text != null && !text.equals(canonical)) {
      String wanted = Quoted.of(String.valueOf(canonical));
      fields.problem(node, fact.word, "got " + Quoted.of(text) + ", wanted " + wanted);
    }
    return text;
  }

  /** An address is text, although it looks like a number. */
  private @Nullable String text(String key, @Nullable YamlNode node) {
    return node instanceof YamlNode.Scalar scalar && IpAddress.parse(scalar.text()) != null
        ? scalar.text()
        : fields.anyText(key, node);
  }

  private @Nullable IpAddress address(@Nullable YamlNode node) {
    String text = text("ip", node);
    IpAddress address = text == null ? null : IpAddress.parse(text);
    if (node != null && text != null && address == null) {
      fields.problem(node, "ip", "got " + Quoted.of(text) + ", wanted an IP address");
    }
    return address;
  }

  private int number(String key, @Nullable YamlNode node, int otherwise) {
    return node == null ? otherwise : reader.integer(key, node, 0, MAX_PORT);
  }
}
