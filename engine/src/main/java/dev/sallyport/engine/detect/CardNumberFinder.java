package dev.sallyport.engine.detect;

import java.util.Arrays;

/**
 * Finds payment card numbers: 13 to 19 digits, together or in groups, of a known issuer and with a
 * right Luhn digit. Groups must be of one size or as cards print them; otherwise lists of numbers,
 * UUIDs and dates would be taken for cards. Not inside an IBAN, a hexadecimal word or the decimals
 * of a number.
 */
final class CardNumberFinder implements Finder {
  private static final int MIN_DIGITS = 13;
  private static final int MAX_DIGITS = 19;

  /** Characters between two groups, as in {@code 4111 - 1111}. */
  private static final int SEPARATORS = 3;

  /** A longer row of groups is a list of numbers, in which a tenth of the windows is right. */
  private static final int MAX_GROUPS = 8;

  private static final int WORD_CHARACTERS = 64;

  private static final int[][] PRINTED = {
    {4, 4, 4, 4, 3}, {4, 4, 4, 4}, {4, 6, 5}, {4, 6, 4}, {6, 10}, {6, 13}
  };

  @Override
  public void find(FoldedText text, Spans out) {
    int at = 0;
    while (at < text.length()) {
      if (!text.isDigit(at)) {
        at++;
        continue;
      }
      int iban = text.isLetter(at - 1) ? IbanFinder.endAt(text, at - 2) : -1;
      if (iban > at) {
        at = iban;
      } else {
        Row row = new Row(text, at);
        row.addCards(out);
        at = row.end(row.count - 1);
      }
    }
  }

  /** Groups of digits with short separators between them. */
  private static final class Row {
    private final FoldedText text;
    private int[] starts = new int[8];
    private int[] sizes = new int[8];
    private int count;
    private long total;

    Row(FoldedText text, int start) {
      this.text = text;
      int at = start;
      while (at >= 0) {
        at = afterSeparators(readGroup(at));
      }
    }

    private int readGroup(int start) {
      int at = start;
      while (text.isDigit(at)) {
        at++;
      }
      if (count == starts.length) {
        starts = Arrays.copyOf(starts, count * 2);
        sizes = Arrays.copyOf(sizes, count * 2);
      }
      starts[count] = start;
      sizes[count++] = at - start;
      total += at - start;
      return at;
    }

    private int afterSeparators(int from) {
      int at = from;
      while (at < from + SEPARATORS && " -._".indexOf(text.at(at)) >= 0) {
        at++;
      }
      return at > from && text.isDigit(at) ? at : -1;
    }

    int end(int group) {
      return starts[group] + sizes[group];
    }

    void addCards(Spans out) {
      int group = 0;
      while (group < count) {
        int groups = cardAt(group);
        if (groups > 0) {
          text.add(out, starts[group], end(group + groups - 1));
        }
        group += Math.max(groups, 1);
      }
    }

    /** How many groups the card has that begins with this one, or 0. */
    private int cardAt(int group) {
      if (group == 0 && count > 1 && isEven() && isCard(0, count)) {
        return count;
      }
      for (int[] printed : PRINTED) {
        boolean near = count <= MAX_GROUPS || printed.length < 3;
        if (near && isPrinted(printed, group) && isCard(group, printed.length)) {
          return printed.length;
        }
      }
      return !isDecimals(group) && isCard(group, 1) ? 1 : 0;
    }

    private boolean isPrinted(int[] printed, int group) {
      if (group + printed.length > count) {
        return false;
      }
      for (int at = 0; at < printed.length; at++) {
        if (sizes[group + at] != printed[at]) {
          return false;
        }
      }
      return true;
    }

    /** Whether all groups are as long as the first, the last at most. */
    private boolean isEven() {
      if (total < MIN_DIGITS || total > MAX_DIGITS) {
        return false;
      }
      for (int at = 1; at < count - 1; at++) {
        if (sizes[at] != sizes[0]) {
          return false;
        }
      }
      return sizes[count - 1] <= sizes[0];
    }

    private boolean isCard(int group, int groups) {
      int[] digits = new int[MAX_DIGITS];
      int size = 0;
      for (int at = group; at < group + groups; at++) {
        if (size + sizes[at] > MAX_DIGITS) {
          return false;
        }
        for (int digit = starts[at]; digit < end(at); digit++) {
          digits[size++] = text.at(digit) - '0';
        }
      }
      return size >= MIN_DIGITS
          && CardIssuers.accept(digits, size)
          && !isInHexWord(starts[group], end(group + groups - 1));
    }

    /** Whether the group is what follows the point in, say, 0.4242424242424242. */
    private boolean isDecimals(int group) {
      return text.at(starts[group] - 1) == '.' && text.isDigit(starts[group] - 2);
    }

    private boolean isInHexWord(int start, int end) {
      int from = start;
      while (from > start - WORD_CHARACTERS && isHex(from - 1)) {
        from--;
      }
      int to = end;
      while (to < end + WORD_CHARACTERS && isHex(to)) {
        to++;
      }
      boolean alone = from == start && to == end;
      return !alone && !isOtherLetter(from - 1) && !isOtherLetter(to);
    }

    private boolean isOtherLetter(int index) {
      return text.isLetter(index) && !isHex(index);
    }

    private boolean isHex(int index) {
      char c = text.upper(index);
      return text.isDigit(index) || c >= 'A' && c <= 'F';
    }
  }
}
