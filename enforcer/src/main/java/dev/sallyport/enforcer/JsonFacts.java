package dev.sallyport.enforcer;

import org.jspecify.annotations.Nullable;

/** Builds the one flat JSON object that a record keeps in place of a tool's arguments. */
final class JsonFacts {
  private final StringBuilder json = new StringBuilder(128).append('{');

  /** Adds a text; nothing if there is none. */
  JsonFacts add(String name, @Nullable String value) {
    if (value != null) {
      name(name);
      text(value);
    }
    return this;
  }

  JsonFacts add(String name, int value) {
    name(name);
    json.append(value);
    return this;
  }

  private void name(String name) {
    if (json.length() > 1) {
      json.append(',');
    }
    json.append('"').append(name).append("\":");
  }

  private void text(String value) {
    json.append('"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '"' || c == '\\') {
        json.append('\\').append(c);
      } else if (c < ' ' || Character.isSurrogate(c)) {
        json.append("\\u");
        for (int shift = 12; shift >= 0; shift -= 4) {
          json.append(Character.forDigit(c >> shift & 15, 16));
        }
      } else {
        json.append(c);
      }
    }
    json.append('"');
  }

  /** Ends the object; not to be used afterwards. */
  String end() {
    return json.append('}').toString();
  }
}
