package dev.sallyport.enforcer;

import dev.sallyport.engine.CallView;
import dev.sallyport.engine.Decision;
import dev.sallyport.engine.LimitCounter;
import dev.sallyport.engine.PolicySet;
import dev.sallyport.engine.Stage;
import org.jspecify.annotations.Nullable;

/**
 * A policy set that is ready to judge, with the digest that names it in records. Immutable, so that
 * a call is judged and recorded by one and the same set whatever is loaded meanwhile.
 */
public final class LoadedPolicy {
  private final Judge judge;
  private final byte[] digest;
  private final boolean judgesResults;

  /**
   * Takes {@code set}; it is compiled by {@link #prepare} or by the first call.
   *
   * @param limits counts for the limits of this set
   * @throws UnaskedStageException if the set has rules for a stage at which nobody asks
   */
  public LoadedPolicy(PolicySet set, LimitCounter limits) {
    this(new EngineJudge(set, limits), set.digest(), set.ruleIn(Stage.POST_TOOL) != null);
    refuse(set, Stage.PRE_INPUT);
    refuse(set, Stage.PRE_OUTPUT);
  }

  LoadedPolicy(Judge judge, byte[] digest, boolean judgesResults) {
    this.judge = judge;
    this.digest = digest.clone();
    this.judgesResults = judgesResults;
  }

  /** A rule that nobody asks would be a rule that never holds. */
  private static void refuse(PolicySet set, Stage stage) {
    String rule = set.ruleIn(stage);
    if (rule != null) {
      throw new UnaskedStageException(rule, stage);
    }
  }

  /** Compiles the set for all tools that its rules name; takes a while for many rules. */
  public void prepare() {
    judge.prepare();
  }

  Decision decide(CallView view) {
    return judge.decide(view);
  }

  /** The text to pass on instead of what was judged; null if nothing in it is masked. */
  @Nullable String maskedContent(Decision decision) {
    return judge.maskedContent(decision);
  }

  /** SHA-256 of the set; not to be changed. */
  byte[] digest() {
    return digest;
  }

  /** Whether there are rules about what tools return. */
  boolean judgesResults() {
    return judgesResults;
  }
}
