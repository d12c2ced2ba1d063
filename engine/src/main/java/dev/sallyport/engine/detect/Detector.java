package dev.sallyport.engine.detect;

import org.jspecify.annotations.Nullable;

/**
 * What a mask can look for. Each detector prefers missing an unlikely form to masking what is
 * something else: where a number has check digits they must be right, and where it has none its
 * shape must be distinctive or a label must stand before it.
 */
public enum Detector {
  /** Payment card numbers. */
  CARD_NUMBER(
      "card_number",
      "payment card numbers: 13 to 19 digits of a known issuer with a right Luhn digit"),
  /** International bank account numbers. */
  IBAN("iban", "IBANs: country, its length, and check digits by ISO 7064 mod 97-10"),
  /** E-mail addresses. */
  EMAIL("email", "e-mail addresses"),
  /** Telephone numbers. */
  PHONE("phone", "telephone numbers with a country code, in a national form, or after a label"),
  /** Identity, tax and social security numbers of persons. */
  NATIONAL_ID("national_id", "identity, tax and social security numbers of persons"),
  /** Keys, tokens and passwords. */
  API_KEY("api_key", "API keys, tokens, and values assigned to names such as `password`"),
  /** Private keys. */
  PRIVATE_KEY("private_key", "private keys in PEM form");

  private final String word;
  private final String description;

  Detector(String word, String description) {
    this.word = word;
    this.description = description;
  }

  /** The word that stands for it in a policy. */
  public String word() {
    return word;
  }

  /** What it finds, in one line. */
  public String description() {
    return description;
  }

  /** The detector with that word, or null if there is none. */
  public static @Nullable Detector of(String word) {
    for (Detector detector : values()) {
      if (detector.word.equals(word)) {
        return detector;
      }
    }
    return null;
  }

  Finder finder() {
    switch (this) {
      case CARD_NUMBER:
        return new CardNumberFinder();
      case IBAN:
        return new IbanFinder();
      case EMAIL:
        return new EmailFinder();
      case PHONE:
        return new PhoneFinder();
      case NATIONAL_ID:
        return new NationalIdFinder();
      case API_KEY:
        return new ApiKeyFinder();
      case PRIVATE_KEY:
        return new PrivateKeyFinder();
    }
    throw new IllegalStateException(word);
  }
}
