package dev.sallyport.engine.detect;

import org.jspecify.annotations.Nullable;

/**
 * The numbers that {@link Detector#NATIONAL_ID} knows, each with check digits, a distinctive shape
 * or a label before it.
 *
 * <p>In a shape, {@code 9} is a digit, {@code A} a letter, {@code X} either, {@code ~} an optional
 * space, hyphen or dot, {@code ?} an optional hyphen, {@code =} a hyphen or space; other characters
 * stand for themselves.
 */
enum NationalId {
  /** Social security and individual taxpayer number: no check digit, but ranges never issued. */
  UNITED_STATES(null, "999=99=9999"),
  /** The same without hyphens. */
  UNITED_STATES_LABELLED(
      new Label("SSN", "SOCIALSECURITYNUMBER", "SOCIALSECURITY", "ITIN"), "999999999"),
  /** National insurance number: letters never given out as prefix are refused. */
  UNITED_KINGDOM(null, "AA~99~99~99~A"),
  /** Tax identification number: ISO 7064 mod 11,10, and which digits may repeat. */
  GERMANY(null, "99999999999", "99 999 999 999"),
  /** DNI and NIE: the letter is the number modulo 23. */
  SPAIN(null, "99999999?A", "99.999.999-A", "A?9999999?A"),
  /** Codice fiscale: letters, date, place and check letter. */
  ITALY(null, "AAA~AAA~XXAXX~AXXX~A"),
  /** Numéro d'inscription au répertoire: two check digits modulo 97. */
  FRANCE(null, "9~99~99~9X~999~999~99"),
  /**
   * Burgerservicenummer: eleven test, which one in eleven other numbers passes, so dots as well.
   */
  NETHERLANDS(null, "9999.99.999"),
  /** The same without dots. */
  NETHERLANDS_LABELLED(new Label("BSN", "BURGERSERVICENUMMER", "SOFINUMMER", "SOFI"), "999999999"),
  /** AHV number: country code 756 and an EAN-13 check digit. */
  SWITZERLAND(null, "756~9999~9999~99"),
  /** Rijksregisternummer: two check digits modulo 97. */
  BELGIUM(null, "99.99.99-999.99"),
  /** CPF: two check digits modulo 11. */
  BRAZIL(null, "999.999.999-99");

  /** Longest number without separators. */
  static final int LONGEST = 16;

  private final @Nullable Label label;
  private final String[] shapes;

  NationalId(@Nullable Label label, String... shapes) {
    this.label = label;
    this.shapes = shapes;
  }

  /** Where the number that begins there ends, or -1. */
  int endAt(FoldedText text, int start, char[] symbols) {
    for (String shape : shapes) {
      int end = shapeEnd(text, start, shape, symbols);
      if (end > 0 && accepts(symbols) && (label == null || label.isBefore(text, start))) {
        return end;
      }
    }
    return -1;
  }

  private static int shapeEnd(FoldedText text, int start, String shape, char[] symbols) {
    int count = 0;
    int at = start;
    for (int place = 0; place < shape.length(); place++) {
      char wanted = shape.charAt(place);
      char c = text.upper(at);
      boolean symbol = text.isDigit(at) || text.isLetter(at);
      if (wanted == '~' || wanted == '?') {
        at += c != 0 && (wanted == '~' ? " -." : "-").indexOf(c) >= 0 ? 1 : 0;
      } else if (isWanted(wanted, c, symbol)) {
        at++;
        if (symbol) {
          symbols[count++] = c;
        }
      } else {
        return -1;
      }
    }
    return at;
  }

  private static boolean isWanted(char wanted, char c, boolean symbol) {
    switch (wanted) {
      case '9':
        return symbol && c <= '9';
      case 'A':
        return symbol && c > '9';
      case 'X':
        return symbol;
      case '=':
        return c == '-' || c == ' ';
      default:
        return c == wanted;
    }
  }

  private boolean accepts(char[] symbols) {
    switch (this) {
      case UNITED_STATES:
      case UNITED_STATES_LABELLED:
        return NationalIdChecks.unitedStates(symbols);
      case UNITED_KINGDOM:
        return NationalIdChecks.unitedKingdom(symbols);
      case GERMANY:
        return NationalIdChecks.germany(symbols);
      case SPAIN:
        return NationalIdChecks.spain(symbols);
      case ITALY:
        return NationalIdChecks.italy(symbols);
      case FRANCE:
        return NationalIdChecks.france(symbols);
      case NETHERLANDS:
      case NETHERLANDS_LABELLED:
        return NationalIdChecks.netherlands(symbols);
      case SWITZERLAND:
        return NationalIdChecks.switzerland(symbols);
      case BELGIUM:
        return NationalIdChecks.belgium(symbols);
      case BRAZIL:
        return NationalIdChecks.brazil(symbols);
    }
    throw new IllegalStateException(name());
  }
}
