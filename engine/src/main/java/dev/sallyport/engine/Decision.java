package dev.sallyport.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The answer for one call. Belongs to the {@link CallView} that was judged: valid until the next
 * {@link PolicyDecisionPoint#decide} of that view, and like it not for several threads.
 */
public final class Decision {
  /** What stands for a rule's name where no rule but the destination of a request decided. */
  public static final String EGRESS = "egress";

  private final Evaluation state;
  private Effect effect = Effect.DENY;
  private @Nullable ToolPlan plan;
  private @Nullable Rule rule;
  private @Nullable String refusedTool;
  private boolean byEgress;
  private boolean badTool;
  private boolean badArguments;
  private @Nullable Class<?> failure;
  private @Nullable String maskedArguments;
  private @Nullable String maskedContent;

  Decision(Evaluation state) {
    this.state = state;
  }

  /** Denies, and lets go of what belongs to the call. */
  void reset() {
    effect = Effect.DENY;
    plan = null;
    rule = null;
    byEgress = false;
    refusedTool = null;
    badTool = false;
    badArguments = false;
    failure = null;
    maskedArguments = null;
    maskedContent = null;
  }

  void set(Effect outcome, @Nullable Rule deciding, ToolPlan judgedBy) {
    reset();
    effect = outcome;
    rule = deciding;
    plan = judgedBy;
  }

  /** Decides a request because of where it goes. */
  void setByEgress(Effect outcome, ToolPlan judgedBy) {
    set(outcome, null, judgedBy);
    byEgress = true;
  }

  void setMaskedArguments(@Nullable String json) {
    maskedArguments = json;
  }

  void setMaskedContent(@Nullable String text) {
    maskedContent = text;
  }

  /** Denies because of the tool's name. */
  void refuseTool(@Nullable String name) {
    reset();
    badTool = true;
    refusedTool = name;
  }

  /** Denies because of what the scan of the arguments found. */
  void refuseArguments() {
    reset();
    badArguments = true;
  }

  /** Denies because the engine failed. */
  void fail(RuntimeException thrown) {
    reset();
    failure = thrown.getClass();
  }

  /** What happens to the call. */
  public Effect effect() {
    return effect;
  }

  /**
   * The name of the determining rule, {@link #EGRESS} if the {@code egress} block or the kind of
   * address decided; null if {@code default_action} or an error did.
   */
  public @Nullable String rule() {
    return byEgress ? EGRESS : rule == null ? null : rule.name();
  }

  /** The approvers that the determining rule names; empty unless approval is required. */
  public List<String> approvers() {
    return rule == null || effect != Effect.REQUIRE_APPROVAL ? List.of() : rule.approvers();
  }

  /** The rules that applied to the call and whose condition could not be answered. */
  public List<String> erringRules() {
    ToolPlan judgedBy = plan;
    if (judgedBy == null || !anyErring(judgedBy)) {
      return List.of();
    }
    TreeMap<Integer, String> names = new TreeMap<>();
    for (int at = 0; at < judgedBy.clauseCount(); at++) {
      if (isSet(state.open, at) && !isSet(state.holds, at)) {
        names.put(judgedBy.clause(at).ruleNumber(), judgedBy.clause(at).rule().name());
      }
    }
    for (int at = 0; at < judgedBy.clauseCount(); at++) {
      if (isSet(state.holds, at)) {
        names.remove(judgedBy.clause(at).ruleNumber()); // another way to it holds
      }
    }
    return List.copyOf(names.values());
  }

  private boolean anyErring(ToolPlan judgedBy) {
    long erring = 0;
    for (int word = 0; word < judgedBy.words(); word++) {
      erring |= state.open[word] & ~state.holds[word] & judgedBy.bits().all[word];
    }
    return erring != 0;
  }

  /** The matching {@code warn} and {@code log} rules. */
  public List<String> notedRules() {
    ToolPlan judgedBy = plan;
    SortedMap<Integer, Rule> noted =
        judgedBy == null ? null : judgedBy.applying(state, judgedBy.bits().note);
    if (noted == null) {
      return List.of();
    }
    List<String> names = new ArrayList<>(noted.size());
    for (Rule matching : noted.values()) {
      names.add(matching.name());
    }
    return names;
  }

  private static boolean isSet(long[] bits, int at) {
    return (bits[at >> 6] >>> at & 1) != 0;
  }

  /**
   * Whether the call was denied whatever the rules say; {@link #error}, in words, is made on
   * demand.
   */
  public boolean isError() {
    return badTool || badArguments || failure != null;
  }

  /**
   * Why the call was denied whatever the rules say: an unacceptable tool name, unacceptable
   * arguments, or a failure inside the engine. Bounded in length and free of control characters.
   */
  public @Nullable String error() {
    if (badTool) {
      return "tool name: " + CallNames.problemOf(refusedTool);
    }
    if (badArguments) {
      return "arguments: " + state.scan.problem();
    }
    return failure == null ? null : "engine: failed with " + failure.getName();
  }

  /**
   * The JSON arguments to run instead of the given ones; set when a {@code mask} rule changed the
   * arguments of an allowed call.
   */
  public @Nullable String maskedArguments() {
    return maskedArguments;
  }

  /**
   * The text to pass on instead of the given one; set when a {@code mask} rule of a stage other
   * than {@link Stage#PRE_TOOL} changed it.
   */
  public @Nullable String maskedContent() {
    return maskedContent;
  }

  @Override
  public String toString() {
    String error = error();
    String by = rule();
    return effect
        + (by == null ? "" : " by `" + by + "`")
        + (error == null ? "" : " (" + error + ")");
  }
}
