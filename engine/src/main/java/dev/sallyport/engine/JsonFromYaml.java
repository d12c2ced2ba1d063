package dev.sallyport.engine;

/**
 * Writes YAML values as JSON text. Numbers stay digit by digit what the file says; a plain value
 * that only YAML takes for a number ({@code 0x1f}, {@code .5}, {@code 2026-11-21}) is refused,
 * because its writer may have meant a text.
 */
final class JsonFromYaml {
  private static final String HEX = "0123456789abcdef";

  private final PolicyText source;
  private final StringBuilder out = new StringBuilder();

  /** Reports what has no JSON form to {@code source}. */
  JsonFromYaml(PolicyText source) {
    this.source = source;
  }

  String write(YamlNode node) {
    value(node);
    return out.toString();
  }

  /** Recursion is bounded by {@link EngineLimits#POLICY_DEPTH}. */
  private void value(YamlNode node) {
    if (node instanceof YamlNode.Mapping mapping) {
      object(mapping);
    } else if (node instanceof YamlNode.Sequence sequence) {
      array(sequence);
    } else if (node instanceof YamlNode.Scalar scalar) {
      scalar(scalar);
    }
  }

  private void object(YamlNode.Mapping mapping) {
    char separator = '{';
    for (YamlNode.Entry entry : mapping.entries()) {
      out.append(separator);
      text(entry.key().text());
      out.append(':');
      value(entry.value());
      separator = ',';
    }
    out.append(separator == '{' ? "{}" : "}");
  }

  private void array(YamlNode.Sequence sequence) {
    char separator = '[';
    for (YamlNode item : sequence.items()) {
      out.append(separator);
      value(item);
      separator = ',';
    }
    out.append(separator == '[' ? "[]" : "]");
  }

  private void scalar(YamlNode.Scalar scalar) {
    if (scalar.isNull()) {
      out.append("null");
    } else if (scalar.isTrue() || scalar.isFalse()) {
      out.append(scalar.isTrue());
    } else if (scalar.isText()) {
      text(scalar.text());
    } else if (isJsonNumber(scalar.text())) {
      out.append(scalar.text());
    } else {
      String got = "got " + Quoted.of(scalar.text()) + ", which is neither plainly text nor a JSON";
      source.problem(scalar, got + " number, wanted quotes around a text");
      out.append("null");
    }
  }

  private void text(String text) {
    out.append('"');
    for (int at = 0; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c < 0x20) {
        out.append("\\u00").append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
      } else {
        out.append(c);
      }
    }
    out.append('"');
  }

  /** The grammar of RFC 8259 section 6. */
  private static boolean isJsonNumber(String text) {
    int at = text.charAt(0) == '-' ? 1 : 0;
    int whole = digits(text, at);
    if (whole == at || whole - at > 1 && text.charAt(at) == '0') {
      return false;
    }
    at = whole;
    if (at < text.length() && text.charAt(at) == '.') {
      int fraction = digits(text, at + 1);
      if (fraction == at + 1) {
        return false;
      }
      at = fraction;
    }
    if (at < text.length() && "eE".indexOf(text.charAt(at)) >= 0) {
      boolean signed = at + 1 < text.length() && "+-".indexOf(text.charAt(at + 1)) >= 0;
      int exponent = at + (signed ? 2 : 1);
      at = digits(text, exponent);
      return at > exponent && at == text.length();
    }
    return at == text.length();
  }

  private static int digits(String text, int from) {
    int at = from;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    return at;
  }
}
