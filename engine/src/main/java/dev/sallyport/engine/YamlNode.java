package dev.sallyport.engine;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A node of a policy document with its place; lines and columns are counted from 1. */
sealed interface YamlNode {
  int line();

  int column();

  /** What the node is, for messages. */
  String kind();

  /**
   * A scalar.
   *
   * @param endLine the line it ends on
   * @param style how it is written: {@code 'p'} plain, a quote character, or {@code '|'} for blocks
   */
  record Scalar(int line, int column, int endLine, char style, String text) implements YamlNode {
    @Override
    public String kind() {
      if (style != 'p') {
        return "text";
      }
      if (isNull()) {
        return "nothing";
      }
      if (isTrue() || isFalse()) {
        return "a boolean";
      }
      return isNumber() ? "a number" : "text";
    }

    /** Whether it is text by YAML's core schema. */
    boolean isText() {
      return kind().equals("text");
    }

    boolean isNull() {
      return style == 'p' && (text.isEmpty() || text.equals("~") || isWord("null", "Null", "NULL"));
    }

    boolean isTrue() {
      return isWord("true", "True", "TRUE");
    }

    boolean isFalse() {
      return isWord("false", "False", "FALSE");
    }

    private boolean isWord(String lower, String title, String upper) {
      return style == 'p' && (text.equals(lower) || text.equals(title) || text.equals(upper));
    }

    /** Whether it reads like a number: too wide is fine, a quoted text is never one. */
    private boolean isNumber() {
      int at = text.charAt(0) == '-' || text.charAt(0) == '+' ? 1 : 0;
      if (at < text.length() && text.charAt(at) == '.') {
        at++;
      }
      return at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9' && isNumeric();
    }

    private boolean isNumeric() {
      for (int at = 0; at < text.length(); at++) {
        char c = text.charAt(at);
        if (!(c >= '0' && c <= '9') && "+-._eExXoabcdfABCDF".indexOf(c) < 0) {
          return false;
        }
      }
      return true;
    }
  }

  /** A sequence. */
  record Sequence(int line, int column, List<YamlNode> items) implements YamlNode {
    @Override
    public String kind() {
      return "a list";
    }
  }

  /** A mapping, its entries in the order of the text; keys are unique. */
  record Mapping(int line, int column, List<Entry> entries) implements YamlNode {
    /** The value of a key, null if the key is absent. */
    @Nullable YamlNode value(String key) {
      for (Entry entry : entries) {
        if (entry.key().text().equals(key)) {
          return entry.value();
        }
      }
      return null;
    }

    @Override
    public String kind() {
      return "a mapping";
    }
  }

  /** One entry of a mapping. */
  record Entry(Scalar key, YamlNode value) {}
}
