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
      String pattern = CallNames.normalised(scalar.text());
      String wrong = CallNames.problemOf(pattern);
      if (wrong == null) {
        patterns.add(pattern);
      } else {
        problem(scalar, key, wrong);
      }
    }
    return new NamePatterns(patterns);
  }

  private static String shown(YamlNode node) {
    return node instanceof YamlNode.Scalar scalar && !scalar.isNull()
        ? Quoted.of(scalar.text())
        : node.kind();
  }
}
