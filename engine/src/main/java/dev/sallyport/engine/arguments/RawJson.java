package dev.sallyport.engine.arguments;

/** Finds the way in JSON text that has been checked. Positions are of the first character. */
final class RawJson {
  private byte[] text = Scratch.NONE;
  private boolean utf8;
  private boolean escaped;
  private int elements;

  void read(byte[] source, boolean isUtf8) {
    text = source;
    utf8 = isUtf8;
  }

  byte at(int at) {
    return text[at];
  }

  /** Whether the text that {@link #behind} passed last has escapes. */
  boolean escaped() {
    return escaped;
  }

  /** How many elements or members the container has that {@link #behind} passed last. */
  int elements() {
    return elements;
  }

  /** The position behind a value. */
  int behind(int value) {
    byte first = text[value];
    if (first == '"') {
      return closingQuote(value + 1) + 1;
    }
    return first == '{' || first == '[' ? behindContainer(value) : behindScalar(value);
  }

  private int behindScalar(int from) {
    int at = from;
    while (text[at] > ' ' && text[at] != ',' && text[at] != '}' && text[at] != ']') {
      at++;
    }
    return at;
  }

  private int behindContainer(int from) {
    int first = space(from + 1);
    int count = text[first] == '}' || text[first] == ']' ? 0 : 1;
    int open = 1;
    int at = first;
    while (open > 0) {
      byte character = text[at];
      if (character == '"') {
        at = closingQuote(at + 1);
      } else if (character == '{' || character == '[') {
        open++;
      } else if (character == '}' || character == ']') {
        open--;
      } else if (character == ',' && open == 1) {
        count++;
      }
      at++;
    }
    elements = count;
    return at;
  }

  private int closingQuote(int from) {
    escaped = false;
    int at = special(from);
    while (text[at] == '\\') {
      escaped = true;
      at = special(at + 2);
    }
    return at;
  }

  private int special(int from) {
    int at = from;
    for (int last = text.length - 8; at <= last; at += 8) {
      long marks = Words.special(Words.at(text, at));
      if (marks != 0) {
        return at + Words.first(marks);
      }
    }
    while (text[at] != '"' && text[at] != '\\') {
      at++;
    }
    return at;
  }

  /** Past white space. */
  int space(int from) {
    int at = from;
    while (text[at] <= ' ' && text[at] >= 0) {
      at++;
    }
    return at;
  }

  /** The first element of a list or the first key of an object; -1 if it is empty. */
  int first(int container) {
    int at = space(container + 1);
    return text[at] == ']' || text[at] == '}' ? -1 : at;
  }

  /** The next element or key behind a value that ends at {@code behind}; -1 if there is none. */
  int next(int behind) {
    int at = space(behind);
    return text[at] == ',' ? space(at + 1) : -1;
  }

  /** The value of a member of an object; -1 if there is none of that name. */
  int member(int object, String name) {
    int key = first(object);
    while (key >= 0) {
      int close = closingQuote(key + 1);
      boolean found = isText(key + 1, close, name);
      int value = space(space(close + 1) + 1);
      if (found) {
        return value;
      }
      key = next(behind(value));
    }
    return -1;
  }

  /** An element of a list; -1 if the list ends before it. */
  int element(int list, int position) {
    int at = first(list);
    for (int index = 0; index < position && at >= 0; index++) {
      at = next(behind(at));
    }
    return at;
  }

  /** Whether a text between quotes, escapes resolved, is {@code wanted}. */
  private boolean isText(int from, int to, String wanted) {
    int at = from;
    int next = 0;
    while (at < to && next < wanted.length()) {
      int codePoint = codePoint(at);
      if (codePoint != wanted.codePointAt(next)) {
        return false;
      }
      next += Character.charCount(codePoint);
      at += length(at);
    }
    return at == to && next == wanted.length();
  }

  private int codePoint(int at) {
    if (text[at] == '\\') {
      return Escapes.codePoint(text, at);
    }
    return utf8 ? Utf8.decode(text, at) : text[at] & 0xff;
  }

  private int length(int at) {
    if (text[at] == '\\') {
      return Escapes.length(text, at);
    }
    return utf8 ? Utf8.length(text[at]) : 1;
  }
}
