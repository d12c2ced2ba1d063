package dev.sallyport.engine;

import java.util.List;

/** The rules of all documents of a policy, united. Immutable; made by {@link PolicyParser}. */
public final class PolicySet {
  private final List<Rule> rules;
  private final Effect defaultEffect;
  private final byte[] digest;

  PolicySet(List<Rule> rules, Effect defaultEffect, byte[] digest) {
    this.rules = List.copyOf(rules);
    this.defaultEffect = defaultEffect;
    this.digest = digest.clone();
  }

  /** The enabled rules: higher priority first, then in the order of sources and documents. */
  List<Rule> rules() {
    return rules;
  }

  /** What happens to a call that no rule decides: {@link Effect#ALLOW} or {@link Effect#DENY}. */
  public Effect defaultEffect() {
    return defaultEffect;
  }

  /** How many rules are in force; disabled ones do not count. */
  public int ruleCount() {
    return rules.size();
  }

  /**
   * SHA-256 over the sources sorted by name: for each, the length of its name in UTF-8 bytes (four
   * bytes, big endian), the name, the length of its content, the content.
   */
  public byte[] digest() {
    return digest.clone();
  }

  /** {@link #digest} in 64 lower-case hexadecimal digits. */
  public String digestHex() {
    StringBuilder hex = new StringBuilder(2 * digest.length);
    for (byte b : digest) {
      hex.append(Character.forDigit(b >> 4 & 15, 16)).append(Character.forDigit(b & 15, 16));
    }
    return hex.toString();
  }
}
