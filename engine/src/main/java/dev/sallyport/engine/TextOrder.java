package dev.sallyport.engine;

import java.io.Serializable;
import java.util.Comparator;

/** Texts by Unicode code points; {@code String.compareTo} goes by UTF-16 units. */
final class TextOrder implements Comparator<String>, Serializable {
  static final TextOrder BY_CODE_POINT = new TextOrder();
  private static final long serialVersionUID = 1L;

  private TextOrder() {}

  @Override
  public int compare(String left, String right) {
    int length = Math.min(left.length(), right.length());
    for (int at = 0; at < length; at++) {
      char a = left.charAt(at);
      char b = right.charAt(at);
      if (a != b) {
        boolean bothOrNeither = Character.isSurrogate(a) == Character.isSurrogate(b);
        return bothOrNeither ? a - b : Character.isSurrogate(a) ? 1 : -1;
      }
    }
    return left.length() - right.length();
  }
}
