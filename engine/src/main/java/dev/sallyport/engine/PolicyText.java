package dev.sallyport.engine;

import java.util.List;

/** The text of one policy document, and the problems found in it so far. Not thread-safe. */
final class PolicyText {
  final String file;
  final String text;
  private final List<PolicyProblem> problems;

  PolicyText(String file, String text, List<PolicyProblem> problems) {
    this.file = file;
    this.text = text;
    this.problems = problems;
  }

  /** Reports a problem; they stay in the order of the text, in whatever order they are found. */
  void problem(int line, int column, String message) {
    if (problems.size() >= EngineLimits.POLICY_PROBLEMS) {
      return;
    }
    int at = problems.size();
    while (at > 0 && isAfter(problems.get(at - 1), line, column)) {
      at--;
    }
    problems.add(at, new PolicyProblem(file, line, column, message));
  }

  private boolean isAfter(PolicyProblem other, int line, int column) {
    return other.file().equals(file)
        && (other.line() > line || other.line() == line && other.column() > column);
  }

  /** Reports a problem at an offset in the text. */
  void problemAt(int offset, String message) {
    int line = 1;
    int lineStart = 0;
    for (int at = 0; at < offset; at++) {
      if (isLineEnd(at)) {
        line++;
        lineStart = at + 1;
      }
    }
    problem(line, text.codePointCount(lineStart, offset) + 1, message);
  }

  void problem(YamlNode at, String message) {
    problem(at.line(), at.column(), message);
  }

  /** Reports a problem at an offset in a scalar's value, as exactly as its notation permits. */
  void problem(YamlNode.Scalar scalar, int offset, String message) {
    problem(scalar.line(), scalar.column() + widthBefore(scalar, offset), message);
  }

  /** How many columns of the source the first {@code offset} characters of a value take. */
  private int widthBefore(YamlNode.Scalar scalar, int offset) {
    if (scalar.line() != scalar.endLine() || scalar.style() == '|') {
      return 0;
    }
    int start = offsetOf(scalar.line(), scalar.column());
    int raw = start + (scalar.style() == 'p' ? 0 : 1);
    for (int done = 0; done < offset && raw < text.length(); done++) {
      raw += rawWidth(scalar.style(), raw);
    }
    return text.codePointCount(start, Math.min(raw, text.length()));
  }

  /** How many characters of the source stand for one character of a value. */
  private int rawWidth(char style, int at) {
    if (style == '\'') {
      return text.charAt(at) == '\'' ? 2 : 1;
    }
    if (style == '"' && text.charAt(at) == '\\' && at + 1 < text.length()) {
      char escape = text.charAt(at + 1);
      return escape == 'x' ? 4 : escape == 'u' ? 6 : escape == 'U' ? 10 : 2;
    }
    return 1;
  }

  private int offsetOf(int line, int column) {
    int at = 0;
    for (int lines = 1; lines < line && at < text.length(); at++) {
      lines += isLineEnd(at) ? 1 : 0;
    }
    for (int passed = 1; passed < column && at < text.length(); passed++) {
      at += Character.charCount(text.codePointAt(at));
    }
    return at;
  }

  /** Whether the character ends a line, as YAML counts them: LF, CR or both. */
  private boolean isLineEnd(int at) {
    char c = text.charAt(at);
    return c == '\n' || c == '\r' && (at + 1 == text.length() || text.charAt(at + 1) != '\n');
  }
}
