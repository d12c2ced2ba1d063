package dev.sallyport.config;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Splits what follows {@code -javaagent:sallyport.jar=} into keys and values.
 *
 * <pre>
 * arguments = pair *( "," pair )
 * pair      = key "=" value
 * value     = 1*( any character but "," and a double quote )
 *           / a double quote, any characters with double quotes doubled, a double quote
 * </pre>
 */
final class AgentArguments {
  static final String SOURCE = "-javaagent:sallyport.jar=...";

  private static final String WHERE = " (" + SOURCE + ")";

  private final String text;
  private final Map<String, String> pairs = new LinkedHashMap<>();
  private int position;

  private AgentArguments(String text) {
    this.text = text;
  }

  /** Keys and values in the order given; keys are unique, but not known to be valid. */
  static Map<String, String> parse(@Nullable String text) throws SettingsException {
    AgentArguments arguments = new AgentArguments(text == null ? "" : text);
    arguments.readPairs();
    return arguments.pairs;
  }

  private void readPairs() throws SettingsException {
    if (text.isEmpty()) {
      return;
    }
    while (true) {
      readPair();
      if (position == text.length()) {
        return;
      }
      position++;
    }
  }

  private void readPair() throws SettingsException {
    String key = readKey();
    String value =
        position < text.length() && text.charAt(position) == '"' ? readQuoted(key) : readPlain(key);
    if (value.isEmpty()) {
      throw new SettingsException(
          "got no value after " + Message.quote(key + "=") + ", wanted key=value" + WHERE);
    }
    if (pairs.put(key, value) != null) {
      throw new SettingsException(
          "got " + Message.quote(key) + " twice, wanted each key once" + WHERE);
    }
  }

  private String readKey() throws SettingsException {
    int start = position;
    while (position < text.length() && !endsKey(text.charAt(position))) {
      position++;
    }
    String key = text.substring(start, position);
    boolean hasValue = position < text.length() && text.charAt(position) == '=';
    if (!hasValue || key.isEmpty()) {
      throw new SettingsException(
          "got " + Message.quote(restFrom(start)) + ", wanted key=value,key=value" + WHERE);
    }
    position++;
    return key;
  }

  private static boolean endsKey(char c) {
    return c == '=' || c == ',';
  }

  private String restFrom(int start) {
    return start == text.length() ? text : text.substring(start);
  }

  private String readPlain(String key) throws SettingsException {
    int start = position;
    while (position < text.length() && text.charAt(position) != ',') {
      if (text.charAt(position) == '"') {
        throw new SettingsException(
            "got a double quote inside the value of "
                + Message.quote(key)
                + ", wanted the whole value in double quotes, with inner ones doubled"
                + WHERE);
      }
      position++;
    }
    return text.substring(start, position);
  }

  private String readQuoted(String key) throws SettingsException {
    StringBuilder value = new StringBuilder();
    position++;
    while (position < text.length()) {
      char c = text.charAt(position++);
      if (c != '"') {
        value.append(c);
      } else if (position < text.length() && text.charAt(position) == '"') {
        value.append('"');
        position++;
      } else {
        requireEndOfPair(key);
        return value.toString();
      }
    }
    throw new SettingsException(
        "got no double quote at the end of the value of "
            + Message.quote(key)
            + ", wanted one, as it starts with one"
            + WHERE);
  }

  private void requireEndOfPair(String key) throws SettingsException {
    if (position < text.length() && text.charAt(position) != ',') {
      throw new SettingsException(
          "got "
              + Message.quote(text.substring(position))
              + " after the quoted value of "
              + Message.quote(key)
              + ", wanted a comma or the end"
              + WHERE);
    }
  }
}
