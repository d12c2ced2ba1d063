package dev.sallyport.engine;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the values of a case file's fields; what has the wrong type is reported. */
final class CaseFields {
  private static final int MAX_COUNT = 1_000_000;
  private static final String UNITS = "smhd";
  private static final long[] UNIT_MILLIS = {1_000, 60_000, 3_600_000, 86_400_000};

  private final PolicyText source;
  private final FieldReader reader;

  CaseFields(PolicyText source) {
    this.source = source;
    this.reader = new FieldReader(source);
  }

  void problem(YamlNode at, String key, String message) {
    reader.problem(at, key, message);
  }

  /**
   * The values of a mapping by their keys.
   *
   * @param where added to the message about an unknown key, such as {@code " in a case"}
   */
  Map<String, YamlNode> sorted(YamlNode.Mapping mapping, String[] keys, String where) {
    Map<String, YamlNode> values = new HashMap<>();
    for (YamlNode.Entry entry : mapping.entries()) {
      String key = entry.key().text();
      if (List.of(keys).contains(key)) {
        values.put(key, entry.value());
      } else {
        String got = "unknown key " + Quoted.of(key) + where;
        source.problem(entry.key(), got + Wanted.insteadOf(key, keys));
      }
    }
    return values;
  }

  /** A text that is not blank. */
  @Nullable String text(String key, YamlNode node) {
    YamlNode.Scalar scalar = reader.text(key, node);
    return scalar == null ? null : scalar.text();
  }

  /** Any text, also an empty one; null for YAML's null, and if {@code node} is none or wrong. */
  @Nullable String anyText(String key, @Nullable YamlNode node) {
    if (node == null || isNull(node)) {
      return null;
    }
    if (node instanceof YamlNode.Scalar scalar && scalar.isText()) {
      return scalar.text();
    }
    problem(node, key, "got " + shown(node) + ", wanted text" + quotes(node));
    return null;
  }

  /** One of {@code words}. */
  @Nullable String word(String key, YamlNode node, String[] words) {
    return reader.word(key, node, words);
  }

  /** A list of texts, one text, or null for none. */
  List<String> texts(String key, YamlNode node) {
    List<String> texts = new ArrayList<>();
    if (isNull(node) || node instanceof YamlNode.Sequence list && list.items().isEmpty()) {
      return texts;
    }
    for (YamlNode.Scalar scalar : reader.texts(key, node)) {
      texts.add(scalar.text());
    }
    return texts;
  }

  /** A whole number from 1. */
  int count(String key, YamlNode node) {
    if (node instanceof YamlNode.Scalar scalar && scalar.style() == 'p') {
      try {
        int count = Integer.parseInt(scalar.text());
        if (count >= 1 && count <= MAX_COUNT) {
          return count;
        }
      } catch (NumberFormatException e) {
        // Reported below.
      }
    }
    problem(node, key, "got " + shown(node) + ", wanted a whole number from 1 to " + MAX_COUNT);
    return 1;
  }

  /** Milliseconds since 1970 of an instant, which ends in {@code Z} or an offset. */
  long instant(String key, YamlNode node) {
    if (node instanceof YamlNode.Scalar scalar) {
      try {
        return Instant.parse(scalar.text()).toEpochMilli();
      } catch (DateTimeException | ArithmeticException e) {
        // Reported below.
      }
    }
    problem(node, key, "got " + shown(node) + ", wanted an instant such as 2026-11-21T09:05:00Z");
    return 0;
  }

  /** Milliseconds of a duration such as {@code 30s}, {@code 5m}, {@code 2h} or {@code 1d}. */
  long duration(String key, YamlNode node) {
    if (node instanceof YamlNode.Scalar scalar && scalar.text().length() > 1) {
      String text = scalar.text();
      int unit = UNITS.indexOf(text.charAt(text.length() - 1));
      try {
        int number = Integer.parseInt(text.substring(0, text.length() - 1));
        if (unit >= 0 && number >= 0 && number <= MAX_COUNT) {
          return number * UNIT_MILLIS[unit];
        }
      } catch (NumberFormatException e) {
        // Reported below.
      }
    }
    problem(node, key, "got " + shown(node) + ", wanted a duration such as 30s, 5m, 2h or 1d");
    return 0;
  }

  static boolean isNull(YamlNode node) {
    return node instanceof YamlNode.Scalar scalar && scalar.isNull();
  }

  static String shown(YamlNode node) {
    return node instanceof YamlNode.Scalar scalar && !scalar.isNull()
        ? Quoted.of(scalar.text())
        : node.kind();
  }

  private static String quotes(YamlNode node) {
    return node instanceof YamlNode.Scalar ? " (put it in quotes)" : "";
  }
}
