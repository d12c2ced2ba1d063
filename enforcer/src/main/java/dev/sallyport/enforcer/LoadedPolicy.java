package dev.sallyport.enforcer;

import dev.sallyport.engine.CallView;
import dev.sallyport.engine.Decision;
import dev.sallyport.engine.Egress;
import dev.sallyport.engine.LimitCounter;
import dev.sallyport.engine.PolicySet;
import dev.sallyport.engine.Stage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A policy set that is ready to judge, with the digest that names it in records. Immutable, so that
 * a call is judged and recorded by one and the same set whatever is loaded meanwhile.
 */
public final class LoadedPolicy {
  private final Judge judge;
  private final byte[] digest;
  private final boolean judgesResults;
  private final @Nullable PolicySet set;
  private final BoxIndex boxes;
  private final @Nullable JvmFiles jvmFiles;

  /**
   * Takes {@code set}; it is compiled by {@link #prepare} or by the first call.
   *
   * @param limits counts for the limits of this set
   * @throws UnaskedStageException if the set has rules for a stage at which nobody asks
   */
  public LoadedPolicy(PolicySet set, LimitCounter limits) {
    this(new EngineJudge(set, limits), set.digest(), set.ruleIn(Stage.POST_TOOL) != null, set);
    refuse(set, Stage.PRE_INPUT);
    refuse(set, Stage.PRE_OUTPUT);
  }

  LoadedPolicy(Judge judge, byte[] digest, boolean judgesResults) {
    this(judge, digest, judgesResults, null);
  }

  LoadedPolicy(Judge judge, byte[] digest, boolean judgesResults, @Nullable PolicySet set) {
    this.judge = judge;
    this.digest = digest.clone();
    this.judgesResults = judgesResults;
    this.set = set;
    this.boxes = new BoxIndex(set == null ? List.of() : set.boxes());
    this.jvmFiles = boxes.isEmpty() ? null : new JvmFiles();
  }

  /** Whether the set restricts what tools do while they run; if not, no client needs weaving. */
  public boolean confines() {
    return set != null && set.confines();
  }

  /** Whether HTTP requests and connections of tool calls are judged. */
  public boolean governsRequests() {
    return set != null && set.governsRequests();
  }

  /** Whether those that no tool call makes are judged too. */
  public boolean governsWholeProcess() {
    return set != null && set.governsWholeProcess();
  }

  /** Whether there are boxes that some tools run in. */
  public boolean hasBoxes() {
    return !boxes.isEmpty();
  }

  /** Whether rules or an egress block, and not boxes alone, have a say about requests. */
  boolean judgesRequests() {
    return set != null && set.judgesRequests();
  }

  @Nullable Egress egress() {
    return set == null ? null : set.egress();
  }

  /** All boxes. */
  List<Box> boxes() {
    return boxes.all();
  }

  /** The boxes that a call runs in, or null. */
  @Nullable BoxUnion boxesOf(@Nullable String tool, @Nullable String agent) {
    return boxes.of(tool, agent);
  }

  /**
   * What a tool in a box may read all the same. A set without boxes may judge calls in older ones.
   */
  JvmFiles jvmFiles() {
    JvmFiles known = jvmFiles;
    return known == null ? new JvmFiles() : known;
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
