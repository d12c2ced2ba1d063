package dev.sallyport.engine;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rules of all documents of a policy, united. Immutable; made by {@link PolicyParser}. */
public final class PolicySet {
  private final List<Rule> rules;
  private final Effect defaultEffect;
  private final List<PolicySource> sources;
  private volatile byte @Nullable [] digest;

  /** {@code sources} must be sorted by name. */
  PolicySet(List<Rule> rules, Effect defaultEffect, List<PolicySource> sources) {
    this.rules = List.copyOf(rules);
    this.defaultEffect = defaultEffect;
    this.sources = List.copyOf(sources);
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
   * bytes, big endian), the name, the length of its content, the content. Computed by the first
   * call: the platform takes some 20 ms to load its first digest, which need not be spent before
   * {@code main}.
   */
  public byte[] digest() {
    byte[] known = digest;
    if (known == null) {
      known = computeDigest();
      digest = known;
    }
    return known.clone();
  }

  /** {@link #digest} in 64 lower-case hexadecimal digits. */
  public String digestHex() {
    byte[] bytes = digest();
    StringBuilder hex = new StringBuilder(2 * bytes.length);
    for (byte b : bytes) {
      hex.append(Character.forDigit(b >> 4 & 15, 16)).append(Character.forDigit(b & 15, 16));
    }
    return hex.toString();
  }

  private byte[] computeDigest() {
    MessageDigest sha256;
    try {
      sha256 = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
    for (PolicySource source : sources) {
      update(sha256, source.name().getBytes(StandardCharsets.UTF_8));
      update(sha256, source.content());
    }
    return sha256.digest();
  }

  private static void update(MessageDigest sha256, byte[] part) {
    sha256.update((byte) (part.length >>> 24));
    sha256.update((byte) (part.length >>> 16));
    sha256.update((byte) (part.length >>> 8));
    sha256.update((byte) part.length);
    sha256.update(part);
  }
}
