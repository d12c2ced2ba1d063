package dev.sallyport.engine.detect;

import java.math.BigInteger;

/** Makes numbers with right check digits by the definition of the standards, with big integers. */
final class NumbersWithChecks {
  private NumbersWithChecks() {}

  /** An IBAN with the check digits of ISO 7064 mod 97-10. */
  static String iban(String country, String account) {
    StringBuilder digits = new StringBuilder();
    for (char c : (account + country + "00").toCharArray()) {
      digits.append(Character.digit(c, 36));
    }
    int check = 98 - new BigInteger(digits.toString()).mod(BigInteger.valueOf(97)).intValueExact();
    return country + (check < 10 ? "0" : "") + check + account;
  }

  /** With a space after every fourth character. */
  static String inFours(String text) {
    StringBuilder out = new StringBuilder();
    for (int at = 0; at < text.length(); at++) {
      out.append(at > 0 && at % 4 == 0 ? " " : "").append(text.charAt(at));
    }
    return out.toString();
  }
}
