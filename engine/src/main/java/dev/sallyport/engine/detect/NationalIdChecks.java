package dev.sallyport.engine.detect;

/** What tells a national number from other numbers of its shape: its symbols without separators. */
final class NationalIdChecks {
  /**
   * Values of 0 to 9 and of A to Z at the odd places of a codice fiscale (decree of 23.12.1976).
   */
  private static final int[] ITALIAN_ODD = {
    1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23
  };

  private NationalIdChecks() {}

  /** Area, group and serial as the Social Security Administration and the tax service give out. */
  static boolean unitedStates(char[] s) {
    int area = number(s, 0, 3);
    int group = number(s, 3, 5);
    boolean taxpayer =
        area >= 900
            && group >= 50
            && group != 66
            && group != 67
            && group != 68
            && group != 69
            && group != 89
            && group != 93;
    boolean insured = area != 0 && area != 666 && area < 900;
    return (insured || taxpayer) && group != 0 && number(s, 5, 9) != 0;
  }

  static boolean unitedKingdom(char[] s) {
    boolean letters = "DFIQUV".indexOf(s[0]) < 0 && "DFIQUVO".indexOf(s[1]) < 0;
    for (String unused : new String[] {"BG", "GB", "NK", "KN", "TN", "NT", "ZZ"}) {
      letters &= s[0] != unused.charAt(0) || s[1] != unused.charAt(1);
    }
    return letters && s[8] >= 'A' && s[8] <= 'D';
  }

  /** One digit of the first ten stands there two or three times, no other more than once. */
  static boolean germany(char[] s) {
    int[] times = new int[10];
    int product = 10;
    for (int at = 0; at < 10; at++) {
      times[s[at] - '0']++;
      int sum = (s[at] - '0' + product) % 10;
      product = (sum == 0 ? 10 : sum) * 2 % 11;
    }
    int repeated = 0;
    for (int count : times) {
      if (count > 3) {
        return false;
      }
      repeated += count > 1 ? 1 : 0;
    }
    return s[0] != '0' && repeated == 1 && (11 - product) % 10 == s[10] - '0';
  }

  static boolean spain(char[] s) {
    boolean foreigner = s[0] > '9';
    if (foreigner && (s[0] < 'X' || s[0] > 'Z')) {
      return false;
    }
    int number = foreigner ? (s[0] - 'X') * 10_000_000 + number(s, 1, 8) : number(s, 0, 8);
    return "TRWAGMYFPDXBNJZSQVHLCKE".charAt(number % 23) == s[8];
  }

  static boolean italy(char[] s) {
    if ("ABCDEHLMPRST".indexOf(s[8]) < 0) {
      return false;
    }
    for (int at : new int[] {6, 7, 9, 10, 12, 13, 14}) {
      // A letter replaces a digit where two persons would have the same code.
      if (s[at] > '9' && "LMNPQRSTUV".indexOf(s[at]) < 0) {
        return false;
      }
    }
    int sum = 0;
    for (int at = 0; at < 15; at++) {
      int value = s[at] <= '9' ? s[at] - '0' : s[at] - 'A';
      sum += at % 2 == 0 ? ITALIAN_ODD[value] : value;
    }
    return sum % 26 == s[15] - 'A';
  }

  static boolean france(char[] s) {
    boolean corsica = s[5] == '2' && (s[6] == 'A' || s[6] == 'B');
    int month = number(s, 3, 5);
    boolean month12 = month >= 1 && month <= 12 || month >= 20 && month <= 42 || month >= 50;
    if (s[0] != '1' && s[0] != '2' || !month12 || s[6] > '9' && !corsica) {
      return false;
    }
    int rest = 0;
    for (int at = 0; at < 13; at++) {
      // Corsica counts as department 19 or 18.
      int digit = s[at] <= '9' ? s[at] - '0' : s[at] == 'A' ? 9 : 8;
      rest = (rest * 10 + (corsica && at == 5 ? 1 : digit)) % 97;
    }
    return 97 - rest == number(s, 13, 15);
  }

  static boolean netherlands(char[] s) {
    int sum = -(s[8] - '0');
    for (int at = 0; at < 8; at++) {
      sum += (9 - at) * (s[at] - '0');
    }
    return number(s, 0, 9) > 0 && sum % 11 == 0;
  }

  static boolean switzerland(char[] s) {
    int sum = 0;
    for (int at = 0; at < 13; at++) {
      sum += (s[at] - '0') * (at % 2 == 0 ? 1 : 3);
    }
    return sum % 10 == 0;
  }

  static boolean belgium(char[] s) {
    int check = number(s, 9, 11);
    int number = number(s, 0, 9);
    boolean century20 = 97 - number % 97 == check;
    return century20 || 97 - (2_000_000_000L + number) % 97 == check;
  }

  static boolean brazil(char[] s) {
    boolean same = true;
    for (int at = 1; at < 11; at++) {
      same &= s[at] == s[0];
    }
    return !same && brazilianDigit(s, 9) == s[9] - '0' && brazilianDigit(s, 10) == s[10] - '0';
  }

  private static int brazilianDigit(char[] s, int count) {
    int sum = 0;
    for (int at = 0; at < count; at++) {
      sum += (s[at] - '0') * (count + 1 - at);
    }
    return sum * 10 % 11 % 10;
  }

  private static int number(char[] s, int from, int to) {
    int number = 0;
    for (int at = from; at < to; at++) {
      number = number * 10 + s[at] - '0';
    }
    return number;
  }
}
