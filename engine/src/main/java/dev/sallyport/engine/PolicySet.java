package dev.sallyport.engine;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rules of all documents of a policy, united. Immutable; made by {@link PolicyParser}. */
public final class PolicySet {
  private final List<Rule> rules;
  private final Effect defaultEffect;
  private final ConflictStrategy strategy;
  private final EngineLimits engineLimits;
  private final List<PolicySource> sources;
  private final List<PolicyProblem> warnings;
  private final Confinement confinement;
  private volatile byte @Nullable [] digest;

  /** {@code sources} must be sorted by name. */
  PolicySet(
      List<Rule> rules,
      Effect defaultEffect,
      ConflictStrategy strategy,
      EngineLimits engineLimits,
      List<PolicySource> sources,
      List<PolicyProblem> warnings,
      Confinement confinement) {
    this.rules = List.copyOf(rules);
    this.defaultEffect = defaultEffect;
    this.strategy = strategy;
    this.engineLimits = engineLimits;
    this.sources = List.copyOf(sources);
    this.warnings = List.copyOf(warnings);
    this.confinement = confinement;
  }

  /** What the policy says beside its rules. */
  Confinement confinement() {
    return confinement;
  }

  /**
   * Whether the policy restricts what tools do while they run: it has an {@code egress} block,
   * boxes, or rules about requests. Nothing else needs HTTP clients and sinks to be woven.
   */
  public boolean confines() {
    return governsRequests() || !confinement.boxes().isEmpty();
  }

  /** Whether requests are judged: by {@code egress}, by rules about them, or by a box's network. */
  public boolean governsRequests() {
    return judgesRequests() || anyNetwork();
  }

  /**
   * Whether the decision point has a say about requests: there is an {@code egress} block, or rules
   * about them. If boxes alone restrict the network, it is not to be asked: its default action is
   * about tools.
   */
  public boolean judgesRequests() {
    return confinement.egress() != null || RequestRules.any(rules);
  }

  private boolean anyNetwork() {
    for (BoxPolicy box : confinement.boxes()) {
      if (box.network() != null) {
        return true;
      }
    }
    return false;
  }

  /** Whether requests that no tool call makes are judged too. */
  public boolean governsWholeProcess() {
    Egress egress = confinement.egress();
    return egress != null && egress.wholeProcess();
  }

  /** The boxes, in the order of sources and documents; all that apply to a call hold. */
  public List<BoxPolicy> boxes() {
    return confinement.boxes();
  }

  /** Where requests may go; null if no document has an {@code egress} block. */
  public @Nullable Egress egress() {
    return confinement.egress();
  }

  /** The enabled rules: higher priority first, then in the order of sources and documents. */
  List<Rule> rules() {
    return rules;
  }

  /** What happens to a call that no rule decides: {@link Effect#ALLOW} or {@link Effect#DENY}. */
  public Effect defaultEffect() {
    return defaultEffect;
  }

  /** Which of several matching rules decides. */
  public ConflictStrategy strategy() {
    return strategy;
  }

  /** The limits that the set was read within, and within which calls are judged. */
  EngineLimits engineLimits() {
    return engineLimits;
  }

  /** The stages that have rules in force; nothing else needs to be judged. */
  public Set<Stage> stages() {
    EnumSet<Stage> stages = EnumSet.noneOf(Stage.class);
    for (Rule rule : rules) {
      stages.add(rule.stage());
    }
    return stages;
  }

  /** All documents, those that others extend included, sorted by name. */
  public List<PolicySource> sources() {
    return sources;
  }

  /**
   * Where a document means something else to the readers that it was written for, one line for each
   * construct of a document. Empty for documents that use what only this engine has, such as {@code
   * tools} or {@code args.*}; {@code docs/policy-language.md} has a table of the constructs.
   */
  public List<PolicyProblem> warnings() {
    return warnings;
  }

  /** The limits of the rules; a limit's position is its number for a {@link LimitCounter}. */
  public List<RuleLimit> limits() {
    List<RuleLimit> limits = new ArrayList<>();
    for (Rule rule : rules) {
      RateLimit limit = rule.limit();
      if (limit != null) {
        limits.add(new RuleLimit(rule.name(), limit));
      }
    }
    return limits;
  }

  /** The name of the first rule that is asked at {@code stage}; null if there is none. */
  public @Nullable String ruleIn(Stage stage) {
    for (Rule rule : rules) {
      if (rule.stage() == stage) {
        return rule.name();
      }
    }
    return null;
  }

  /** How many rules are in force; disabled ones do not count. */
  public int ruleCount() {
    return rules.size();
  }

  /**
   * What names this set: of one source the SHA-256 of its content, as {@code sha256sum} prints it
   * for the file. Of several, SHA-256 over each in the order of their names: the length in bytes
   * (four bytes, big endian) and the UTF-8 bytes of the name after its last slash, then length and
   * bytes of the content. Where a policy lies does not change its digest. Computed with the first
   * call: the platform takes some 20 ms to load its first digest.
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
    if (sources.size() == 1) {
      return sha256.digest(sources.get(0).content());
    }
    for (PolicySource source : sources) {
      String name = source.name();
      String fileName = name.substring(name.lastIndexOf('/') + 1);
      update(sha256, fileName.getBytes(StandardCharsets.UTF_8));
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
