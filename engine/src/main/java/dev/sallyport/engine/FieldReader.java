package dev.sallyport.engine;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the values of fields; what has the wrong type is reported and read as absent. */
final class FieldReader {
  private final PolicyText source;

  FieldReader(PolicyText source) {
    this.source = source;
  }

  void problem(YamlNode at, String key, String message) {
    source.problem(at, "`" + key + "`: " + message);
  }

  /** The scalar if it is text that is not blank. */
  YamlNode.@Nullable Scalar text(String key, YamlNode node) {
    if (node instanceof YamlNode.Scalar scalar) {
      if (scalar.isText() && !scalar.text().isBlank()) {
        return scalar;
      }
      boolean quotable = !scalar.isText() && !scalar.isNull();
      String got = quotable ? scalar.kind() + " " + Quoted.of(scalar.text()) : "nothing";
      problem(node, key, "got " + got + ", wanted text" + (quotable ? " (put it in quotes)" : ""));
      return null;
    }
    problem(node, key, "got " + node.kind() + ", wanted text");
    return null;
  }

  /** A text that may be empty or a number, and whose value does not matter. */
  void note(String key, YamlNode node) {
    if (!(node instanceof YamlNode.Scalar)) {
      problem(node, key, "got " + node.kind() + ", wanted text");
    }
  }

  /** A name that people see in logs. */
  @Nullable String name(String key, YamlNode node) {
    YamlNode.Scalar scalar = text(key, node);
    if (scalar == null) {
      return null;
    }
    String wrong = CallNames.problemOf(scalar.text());
    if (wrong != null) {
      problem(node, key, wrong);
      return null;
    }
    return scalar.text();
  }

  /** The text if it is one of {@code words}. */
  @Nullable String word(String key, YamlNode node, String[] words) {
    YamlNode.Scalar scalar = text(key, node);
    if (scalar == null) {
      return null;
    }
    for (String word : words) {
      if (word.equals(scalar.text())) {
        return word;
      }
    }
    String got = "got " + Quoted.of(scalar.text());
    problem(node, key, got + Wanted.insteadOf(scalar.text(), words));
    return null;
  }

  boolean flag(String key, YamlNode node, boolean otherwise) {
    if (node instanceof YamlNode.Scalar scalar && (scalar.isTrue() || scalar.isFalse())) {
      return scalar.isTrue();
    }
    problem(node, key, "got " + shown(node) + ", wanted true or false");
    return otherwise;
  }

  /** A whole number from {@code least} to {@code most}. */
  int integer(String key, YamlNode node, int least, int most) {
    if (node instanceof YamlNode.Scalar scalar && scalar.style() == 'p') {
      try {
        int number = Integer.parseInt(scalar.text());
        if (number >= least && number <= most) {
          return number;
        }
      } catch (NumberFormatException e) {
        // Reported below.
      }
    }
    problem(
        node, key, "got " + shown(node) + ", wanted a whole number from " + least + " to " + most);
    return least;
  }

  /** How many calls in which window, such as {@code 10/minute}. */
  @Nullable RateLimit rate(String key, YamlNode node) {
    YamlNode.Scalar scalar = text(key, node);
    if (scalar == null) {
      return null;
    }
    String text = scalar.text();
    int slash = text.indexOf('/');
    int calls = slash < 0 ? -1 : calls(text.substring(0, slash));
    RateUnit unit = slash < 0 ? null : RateUnit.of(text.substring(slash + 1));
    if (calls > 0 && unit != null) {
      return new RateLimit(calls, unit.seconds);
    }
    String wanted = ", wanted a number of calls and a window such as `10/minute`";
    if (calls > 0) {
      wanted = Wanted.insteadOf(text.substring(slash + 1), RateUnit.words());
    } else if (slash >= 0 && isDigits(text.substring(0, slash))) {
      wanted = ", wanted 1 to " + RateLimit.MAX_CALLS + " calls";
    }
    problem(node, key, "got " + Quoted.of(text) + wanted);
    return null;
  }

  /** The number, or -1 if it is out of range or not written in digits. */
  private static int calls(String digits) {
    if (!isDigits(digits) || digits.length() > 6 || digits.charAt(0) == '0') {
      return -1;
    }
    int calls = Integer.parseInt(digits);
    return calls > RateLimit.MAX_CALLS ? -1 : calls;
  }

  private static boolean isDigits(String text) {
    for (int at = 0; at < text.length(); at++) {
      if (text.charAt(at) < '0' || text.charAt(at) > '9') {
        return false;
      }
    }
    return !text.isEmpty();
  }

  /** One name or a list of them. */
  List<String> names(String key, YamlNode node) {
    List<String> names = new ArrayList<>();
    for (YamlNode.Scalar scalar : texts(key, node)) {
      String name = name(key, scalar);
      if (name != null) {
        names.add(name);
      }
    }
    return names;
  }

  int integer(String key, YamlNode node) {
    if (node instanceof YamlNode.Scalar scalar && scalar.style() == 'p') {
      try {
        return Integer.parseInt(scalar.text());
      } catch (NumberFormatException e) {
        // Reported below.
      }
    }
    problem(node, key, "got " + shown(node) + ", wanted a whole number of 32 bits");
    return 0;
  }

  /** One text or a list of at least one. */
  List<YamlNode.Scalar> texts(String key, YamlNode node) {
    List<YamlNode.Scalar> texts = new ArrayList<>();
    if (node instanceof YamlNode.Sequence sequence) {
      if (sequence.items().isEmpty()) {
        problem(node, key, "got an empty list, wanted at least one entry");
      }
      for (YamlNode item : sequence.items()) {
        addText(key, item, texts);
      }
    } else {
      addText(key, node, texts);
    }
    return texts;
  }

  private void addText(String key, YamlNode item, List<YamlNode.Scalar> texts) {
    YamlNode.Scalar scalar = text(key, item);
    if (scalar != null) {
      texts.add(scalar);
    }
  }

  /** Names or globs of tools or agents. */
  NamePatterns patterns(String key, YamlNode node) {
    List<String> patterns = new ArrayList<>();
    for (YamlNode.Scalar scalar : texts(key, node)) {
      String pattern = pattern(key, scalar);
      if (pattern != null) {
        patterns.add(pattern);
      }
    }
    return new NamePatterns(patterns);
  }

  /** The name or glob of a tool or agent in normal form. */
  @Nullable String pattern(String key, YamlNode.Scalar scalar) {
    String pattern = CallNames.normalised(scalar.text());
    String wrong = CallNames.problemOf(pattern);
    if (wrong != null) {
      problem(scalar, key, wrong);
      return null;
    }
    return pattern;
  }

  /** A number as conditions have them. */
  @Nullable NumberLiteral number(String key, YamlNode node) {
    if (node instanceof YamlNode.Scalar scalar
        && scalar.style() == 'p'
        && NumberLiteral.isNumber(scalar.text())) {
      return new NumberLiteral(scalar.text());
    }
    problem(node, key, "got " + shown(node) + ", wanted a number written in digits");
    return null;
  }

  /** A text, a number or a boolean. */
  @Nullable Object literal(String key, YamlNode node) {
    if (!(node instanceof YamlNode.Scalar scalar) || scalar.isNull()) {
      problem(node, key, "got " + node.kind() + ", wanted a text, a number or a boolean");
      return null;
    }
    if (scalar.isText()) {
      return scalar.text();
    }
    return scalar.isTrue() || scalar.isFalse() ? (Boolean) scalar.isTrue() : number(key, node);
  }

  private static String shown(YamlNode node) {
    return node instanceof YamlNode.Scalar scalar && !scalar.isNull()
        ? Quoted.of(scalar.text())
        : node.kind();
  }
}
