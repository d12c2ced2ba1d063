package dev.sallyport.engine.detect;

/**
 * The issuer ranges of payment cards (ISO/IEC 7812 issuer identification numbers as the networks
 * publish them): first and last six digits, and the lengths in use.
 */
final class CardIssuers {
  private static final int[][] RANGES = {
    {400000, 499999, 16, 16}, // Visa
    {400000, 499999, 13, 13},
    {400000, 499999, 19, 19},
    {510000, 559999, 16, 16}, // Mastercard
    {222100, 272099, 16, 16},
    {340000, 349999, 15, 15}, // American Express
    {370000, 379999, 15, 15},
    {300000, 305999, 14, 19}, // Diners Club
    {309500, 309599, 14, 19},
    {360000, 369999, 14, 19},
    {380000, 399999, 14, 19},
    {352800, 358999, 16, 19}, // JCB
    {601100, 601199, 16, 19}, // Discover
    {644000, 659999, 16, 19},
    {620000, 629999, 16, 19}, // UnionPay
    {810000, 817199, 16, 19},
    {501800, 501899, 13, 19}, // Maestro
    {502000, 502099, 13, 19},
    {503800, 503899, 13, 19},
    {589300, 589399, 13, 19},
    {630400, 630499, 13, 19},
    {639000, 639099, 13, 19},
    {675900, 676399, 13, 19},
    {501900, 501999, 16, 16}, // Dankort
    {506099, 506198, 16, 19}, // Verve
    {220000, 220499, 16, 19}, // Mir
    {508500, 508999, 16, 16}, // RuPay
    {606985, 608500, 16, 16},
    {979200, 979289, 16, 16}, // Troy
  };

  private CardIssuers() {}

  /** Whether the digits are a card number: a known issuer, its length and a right Luhn digit. */
  static boolean accept(int[] digits, int count) {
    if (!isIssued(digits, count) || !hasLuhnDigit(digits, count)) {
      return false;
    }
    // Cards of 13 digits are rare and products with an EAN-13 are not.
    return count != 13 || !hasEanDigit(digits);
  }

  private static boolean isIssued(int[] digits, int count) {
    int prefix = 0;
    for (int at = 0; at < 6; at++) {
      prefix = prefix * 10 + digits[at];
    }
    for (int[] range : RANGES) {
      if (prefix >= range[0] && prefix <= range[1] && count >= range[2] && count <= range[3]) {
        return true;
      }
    }
    return false;
  }

  /** ISO/IEC 7812-1, annex B. */
  private static boolean hasLuhnDigit(int[] digits, int count) {
    int sum = 0;
    for (int at = 0; at < count; at++) {
      int digit = digits[count - 1 - at];
      int doubled = digit < 5 ? digit * 2 : digit * 2 - 9;
      sum += at % 2 == 0 ? digit : doubled;
    }
    return sum % 10 == 0;
  }

  private static boolean hasEanDigit(int[] digits) {
    int sum = 0;
    for (int at = 0; at < 13; at++) {
      sum += digits[at] * (at % 2 == 0 ? 1 : 3);
    }
    return sum % 10 == 0;
  }
}
