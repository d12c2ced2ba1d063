package dev.sallyport.engine.detect;

/** The first groups of digits from one place on, with what telephone numbers have between them. */
final class DigitGroups {
  private static final int GROUPS = 16;
  private static final int DIGITS = 24;
  private static final int SEPARATORS = 3;

  private final FoldedText text;
  private final int[] starts = new int[GROUPS];
  private final int[] sizes = new int[GROUPS];
  private final int[] digits = new int[DIGITS];
  private int count;
  private int total;

  DigitGroups(FoldedText text) {
    this.text = text;
  }

  /** Reads the groups from there on, which may have a sign or bracket before the first digit. */
  void read(int start) {
    count = 0;
    total = 0;
    int at = text.isDigit(start) ? start : afterSeparators(start);
    while (at >= 0 && count < GROUPS && total < DIGITS) {
      at = afterSeparators(readGroup(at));
    }
  }

  private int readGroup(int start) {
    int at = start;
    while (text.isDigit(at) && total < DIGITS) {
      digits[total++] = text.at(at++) - '0';
    }
    starts[count] = start;
    sizes[count++] = at - start;
    return at;
  }

  private int afterSeparators(int from) {
    int at = from;
    while (at < from + SEPARATORS && text.at(at) != 0 && " -./()".indexOf(text.at(at)) >= 0) {
      at++;
    }
    return at > from && text.isDigit(at) ? at : -1;
  }

  int count() {
    return count;
  }

  /** Digits of that group, 0 if there is none. */
  int size(int group) {
    return group < count ? sizes[group] : 0;
  }

  /** The digit at that place, groups regardless; 0 beyond the end. */
  int digit(int index) {
    return index < total ? digits[index] : 0;
  }

  /** How many whole groups have no more than that many digits. */
  int upTo(int wanted) {
    int sum = 0;
    for (int group = 0; group < count; group++) {
      sum += sizes[group];
      if (sum > wanted) {
        return group;
      }
    }
    return count;
  }

  /** Digits of the first {@code groups} groups. */
  int digits(int groups) {
    int sum = 0;
    for (int group = 0; group < groups; group++) {
      sum += sizes[group];
    }
    return sum;
  }

  /** Where the last of the first {@code groups} groups ends. */
  int end(int groups) {
    return groups == 0 ? -1 : starts[groups - 1] + sizes[groups - 1];
  }

  /** Whether there is more than spaces between the first {@code groups} groups. */
  boolean hasPunctuation(int groups) {
    if (text.at(starts[0] - 1) == '(') {
      return true;
    }
    for (int group = 1; group < groups; group++) {
      for (int at = starts[group - 1] + sizes[group - 1]; at < starts[group]; at++) {
        if (text.at(at) != ' ') {
          return true;
        }
      }
    }
    return false;
  }

  /** Whether the first group is the middle of something longer, such as {@code 2026-11-21}. */
  boolean isJoinedBefore() {
    int first = count == 0 ? 0 : starts[0];
    int sign = (text.at(first - 1) == '(' ? first - 1 : first) - 1;
    boolean path = text.at(sign) == '/' && text.isLetter(sign - 1);
    return path || isJoint(sign, sign - 1);
  }

  /** Whether another number stands before it, so that both may be of a list. */
  boolean isAfterNumber() {
    return text.at(starts[0] - 1) == ' ' && text.isDigit(starts[0] - 2);
  }

  /** Whether the thing goes on after the first {@code groups} groups, with or without a sign. */
  boolean isJoinedAfter(int groups) {
    int end = end(groups);
    return text.isWord(end) || isJoint(end, end + 1);
  }

  boolean isWordAfter(int groups) {
    return text.isWord(end(groups));
  }

  private boolean isJoint(int sign, int beyond) {
    char c = text.at(sign);
    boolean decimal = (c == '.' || c == ':') && text.isDigit(beyond);
    return decimal || (c == '-' || c == '_' || c == '@') && text.isWord(beyond);
  }

  /** Whether it begins as a date does: day, month and year. */
  boolean isDate() {
    boolean dayFirst = size(0) == 2 && size(1) == 2 && size(2) == 4;
    boolean yearFirst = size(0) == 4 && size(1) == 2 && size(2) == 2;
    return dayFirst || yearFirst;
  }

  /** Whether it is a number with decimals, or four numbers with dots as an IP address has. */
  boolean isDecimal() {
    if (count < 2 || text.at(starts[0] + sizes[0]) != '.') {
      return false;
    }
    boolean secondDot = count > 2 && text.at(starts[1] + sizes[1]) == '.';
    boolean four = count == 4 && sizes[0] <= 3 && sizes[1] <= 3 && sizes[2] <= 3 && sizes[3] <= 3;
    return !secondDot || four;
  }
}
