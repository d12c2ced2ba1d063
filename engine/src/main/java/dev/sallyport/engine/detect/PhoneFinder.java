package dev.sallyport.engine.detect;

/**
 * Finds telephone numbers: with {@code +} or {@code 00} and a country code (ITU-T E.164), in the
 * North American form, in the national form with a leading zero that most of Europe uses, and any
 * digits behind a label such as {@code phone:}. A plain integer without a label is none.
 */
final class PhoneFinder implements Finder {
  private static final Label LABEL =
      new Label(
          "PHONE",
          "PHONENUMBER",
          "PHONENO",
          "TELEPHONE",
          "TELEPHONENUMBER",
          "TEL",
          "TELEFON",
          "TELEFONNUMMER",
          "MOBILE",
          "MOBILENUMBER",
          "CELLPHONE",
          "HANDYNUMMER",
          "FAX",
          "FAXNUMBER");

  /** Country codes of two digits (ITU-T E.164, list of assigned codes); 1 and 7 have one. */
  private static final String TWO_DIGIT_CODES =
      " 20 27 30 31 32 33 34 36 39 40 41 43 44 45 46 47 48 49 51 52 53 54 55 56 57 58 60 61 62 63 64"
          + " 65 66 81 82 84 86 90 91 92 93 94 95 98 ";

  /** First two digits of the country codes of three digits. */
  private static final String THREE_DIGIT_CODES =
      " 21 22 23 24 25 26 29 35 37 38 42 50 59 67 68 69 80 85 87 88 96 97 99 ";

  @Override
  public void find(FoldedText text, Spans out) {
    DigitGroups groups = new DigitGroups(text);
    int at = 0;
    while (at < text.length()) {
      int end = endAt(text, at, groups);
      if (end > at) {
        text.add(out, at, end);
      }
      at = Math.max(end, at + 1);
    }
  }

  private static int endAt(FoldedText text, int at, DigitGroups groups) {
    char c = text.at(at);
    boolean first = text.isDigit(at) || c == '(';
    if (c != '+' && !first || text.isWord(at - 1)) {
      return -1;
    }
    groups.read(c == '+' ? at + 1 : at);
    if (c == '+') {
      return international(groups, 0);
    }
    if (groups.isJoinedBefore()) {
      return -1;
    }
    int end = c == '0' && text.at(at + 1) == '0' ? international(groups, 2) : -1;
    end = end < 0 ? northAmerican(groups) : end;
    end = end < 0 ? withLeadingZero(groups) : end;
    return end < 0 && LABEL.isBefore(text, at) ? labelled(groups) : end;
  }

  /** The digits behind {@code +} or {@code 00}: a country code and 8 to 15 digits in all. */
  private static int international(DigitGroups groups, int prefix) {
    if (groups.count() == 0 || groups.isDecimal()) {
      return -1;
    }
    boolean fixed = groups.digit(prefix) == 1 || groups.digit(prefix) == 7;
    int wanted = fixed ? 11 : 15;
    int used = groups.upTo(wanted + prefix);
    int digits = groups.digits(used) - prefix;
    int least = used > 1 ? 8 : 9;
    boolean spoken = prefix == 0 || used > 2;
    boolean whole = fixed ? digits == wanted : digits >= least;
    return spoken && whole && isCountry(groups, prefix) && !groups.isWordAfter(used)
        ? groups.end(used)
        : -1;
  }

  private static boolean isCountry(DigitGroups groups, int at) {
    int first = groups.digit(at);
    if (first == 1) {
      return groups.digit(at + 1) > 1 && groups.digit(at + 4) > 1; // area code and exchange
    }
    if (first == 7) {
      return true;
    }
    String two = " " + first + groups.digit(at + 1) + " ";
    return TWO_DIGIT_CODES.contains(two) || THREE_DIGIT_CODES.contains(two);
  }

  /**
   * {@code (415) 555-2671}, {@code 415.555.2671}, {@code 1-415-555-2671}; area and exchange 2 to 9.
   */
  private static int northAmerican(DigitGroups groups) {
    int from = groups.size(0) == 1 && groups.digit(0) == 1 ? 1 : 0;
    if (groups.size(from) != 3 || groups.size(from + 1) != 3 || groups.size(from + 2) != 4) {
      return -1;
    }
    int used = from + 3;
    boolean valid = groups.digit(from) > 1 && groups.digit(from + 3) > 1;
    // Three numbers with spaces between them may be a list.
    return valid && groups.hasPunctuation(used) && !groups.isJoinedAfter(used)
        ? groups.end(used)
        : -1;
  }

  /**
   * {@code 030 1234567}, {@code 0171/1234567}, {@code 01 23 45 67 89}: 9 to 11 digits in groups.
   */
  private static int withLeadingZero(DigitGroups groups) {
    boolean zero = groups.digit(0) == 0 && groups.digit(1) > 0;
    if (!zero || groups.size(0) > 5 || groups.isDate() || groups.isDecimal()) {
      return -1;
    }
    for (int used = groups.upTo(11); used >= 2 && groups.digits(used) >= 9; used--) {
      // Other numbers may follow an area code and a long number; else it would be a list.
      boolean whole = used == groups.count() || used == 2 && groups.size(1) > 5;
      if (whole && hasUsualGroups(groups, used) && !groups.isJoinedAfter(used)) {
        return groups.end(used);
      }
    }
    return -1;
  }

  /** An area code and groups of three or more, or five pairs as in France. */
  private static boolean hasUsualGroups(DigitGroups groups, int used) {
    boolean pairs = groups.size(0) == 2 && groups.size(1) == 2;
    for (int at = 0; at < used; at++) {
      boolean usual = pairs ? groups.size(at) == 2 : groups.size(at) >= (at == 0 ? 2 : 3);
      if (!usual) {
        return false;
      }
    }
    return !pairs || used == 5 && !groups.isAfterNumber();
  }

  private static int labelled(DigitGroups groups) {
    int used = groups.upTo(15);
    boolean fits = groups.digits(used) >= 7 && !groups.isJoinedAfter(used);
    return fits && !groups.isDate() && !groups.isDecimal() ? groups.end(used) : -1;
  }
}
