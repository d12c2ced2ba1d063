package dev.sallyport.engine.detect;

/**
 * Finds international bank account numbers (ISO 13616): the letters of a country in the registry of
 * IBANs, as many characters as that country's have, and check digits by ISO 7064 mod 97-10; in any
 * case, with or without a space, hyphen or dot between two characters.
 */
final class IbanFinder implements Finder {
  /**
   * Country, length of its IBANs, and how many characters behind the check digits are digits for
   * certain, as in SWIFT's registry. Without the latter, parts of UUIDs would be IBANs of Belgium.
   */
  private static final String REGISTRY =
      "AD2408AE2319AL2808AT2016AZ2800BA2016BE1612BG2200BH2200BI2723BR2923BY2800CH2105CR2218"
          + "CY2808CZ2420DE2218DJ2723DK1814DO2800EE2016EG2925ES2420FI1814FK1800FO1814FR2710GB2200"
          + "GE2200GI2300GL1814GR2707GT2800HN2800HR2117HU2824IE2200IL2319IQ2300IS2622IT2700JO3000"
          + "KW3000KZ2003LB2804LC3200LI2105LT2016LU2003LV2100LY2521MC2710MD2400ME2218MK1903MN2016"
          + "MR2723MT3100MU3000NI2800NL1800NO1511OM2303PK2400PL2824PS2900PT2521QA2900RO2400RS2218"
          + "RU3314SA2402SC3100SD1814SE2420SI1915SK2420SM2700SO2319ST2521SV2800TL2319TN2420TR2606"
          + "UA2906VA2218VG2400XK2016YE3000";

  private static final int ROW = 6;
  private static final int LONGEST = 34;

  @Override
  public void find(FoldedText text, Spans out) {
    int at = 0;
    while (at < text.length()) {
      int end = endAt(text, at);
      if (end > at) {
        text.add(out, at, end);
      }
      at = Math.max(end, at + 1);
    }
  }

  /** Where the IBAN that begins there ends, or -1 if none does. */
  static int endAt(FoldedText text, int start) {
    if (!text.isLetter(start) || text.isWord(start - 1) && !isNamedBefore(text, start)) {
      return -1;
    }
    char[] symbols = new char[LONGEST];
    int row = -1;
    int wanted = LONGEST;
    int count = 0;
    int at = start;
    while (count < wanted) {
      if (!isPossible(text, at, count)) {
        return -1;
      }
      symbols[count++] = text.upper(at++);
      if (count == 2) {
        row = rowOf(symbols[0], symbols[1]);
        wanted = row < 0 ? 0 : number(row + 2);
      }
      if (count < wanted && " -.".indexOf(text.at(at)) >= 0) {
        at++;
      }
    }
    boolean whole = row >= 0 && !text.isWord(at) && hasDigits(symbols, number(row + 4));
    return whole && isChecked(symbols, count) ? at : -1;
  }

  /** Two letters, two digits, and then either. */
  private static boolean isPossible(FoldedText text, int at, int place) {
    boolean letter = text.isLetter(at);
    boolean digit = text.isDigit(at);
    return place < 2 ? letter : place < 4 ? digit : letter || digit;
  }

  private static boolean isNamedBefore(FoldedText text, int start) {
    return text.startsWithAnyCase("IBAN", start - 4) && !text.isWord(start - 5);
  }

  /** Where the country's row begins, or -1. */
  private static int rowOf(char first, char second) {
    for (int at = 0; at < REGISTRY.length(); at += ROW) {
      if (REGISTRY.charAt(at) == first && REGISTRY.charAt(at + 1) == second) {
        return at;
      }
    }
    return -1;
  }

  private static int number(int at) {
    return (REGISTRY.charAt(at) - '0') * 10 + REGISTRY.charAt(at + 1) - '0';
  }

  private static boolean hasDigits(char[] symbols, int count) {
    for (int at = 4; at < 4 + count; at++) {
      if (symbols[at] > '9') {
        return false;
      }
    }
    return true;
  }

  /** Whether the check digits are right and it has the digits that a sentence has not. */
  private static boolean isChecked(char[] symbols, int count) {
    int rest = 0;
    int digits = 0;
    for (int at = 0; at < count; at++) {
      char symbol = symbols[(at + 4) % count];
      if (symbol <= '9') {
        rest = (rest * 10 + symbol - '0') % 97;
        digits++;
      } else {
        rest = (rest * 100 + symbol - 'A' + 10) % 97;
      }
    }
    return rest == 1 && digits * 5 >= count * 2;
  }
}
