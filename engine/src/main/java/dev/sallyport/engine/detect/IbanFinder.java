package dev.sallyport.engine.detect;

/**
 * Finds international bank account numbers (ISO 13616): the letters of a country in the registry of
 * IBANs, as many characters as that country's have, and check digits by ISO 7064 mod 97-10; in any
 * case, with or without a space, hyphen or dot between two characters.
 */
final class IbanFinder implements Finder {
  /** Country and length of its IBANs, as in SWIFT's registry. */
  private static final String REGISTRY =
      "AD24AE23AL28AT20AZ28BA20BE16BG22BH22BI27BR29BY28CH21CR22CY28CZ24DE22DJ27DK18DO28EE20EG29ES24"
          + "FI18FK18FO18FR27GB22GE22GI23GL18GR27GT28HN28HR21HU28IE22IL23IQ23IS26IT27JO30KW30KZ20LB28"
          + "LC32LI21LT20LU20LV21LY25MC27MD24ME22MK19MN20MR27MT31MU30NI28NL18NO15OM23PK24PL28PS29PT25"
          + "QA29RO24RS22RU33SA24SC31SD18SE24SI19SK24SM27SO23ST25SV28TL23TN24TR26UA29VA22VG24XK20"
          + "YE30";

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
    int wanted = LONGEST;
    int count = 0;
    int at = start;
    while (count < wanted) {
      if (!text.isLetter(at) && !text.isDigit(at)) {
        return -1;
      }
      if (count == 2 || count == 3 ? !text.isDigit(at) : count < 2 && text.isDigit(at)) {
        return -1;
      }
      symbols[count++] = text.upper(at++);
      if (count == 2) {
        wanted = lengthFor(symbols[0], symbols[1]);
      }
      if (count < wanted && " -.".indexOf(text.at(at)) >= 0) {
        at++;
      }
    }
    return wanted > 0 && !text.isWord(at) && isChecked(symbols, count) ? at : -1;
  }

  private static boolean isNamedBefore(FoldedText text, int start) {
    return text.startsWithAnyCase("IBAN", start - 4) && !text.isWord(start - 5);
  }

  private static int lengthFor(char first, char second) {
    for (int at = 0; at < REGISTRY.length(); at += 4) {
      if (REGISTRY.charAt(at) == first && REGISTRY.charAt(at + 1) == second) {
        return (REGISTRY.charAt(at + 2) - '0') * 10 + REGISTRY.charAt(at + 3) - '0';
      }
    }
    return 0;
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
