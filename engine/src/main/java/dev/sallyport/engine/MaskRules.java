package dev.sallyport.engine;

import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** Carries out the mask rules that apply to an allowed call. */
final class MaskRules {
  private final @Nullable TextMasker[] maskers;
  private final boolean any;

  MaskRules(List<Rule> rules) {
    maskers = new TextMasker[rules.size()];
    boolean found = false;
    for (int at = 0; at < maskers.length; at++) {
      if (rules.get(at).action() == Action.MASK) {
        maskers[at] = new TextMasker(rules.get(at).mask());
        found = true;
      }
    }
    any = found;
  }

  boolean any() {
    return any;
  }

  void apply(CallView call, ToolPlan plan, Evaluation state, Decision decision) {
    boolean inArguments = call.stage() == Stage.PRE_TOOL;
    String original = inArguments ? call.arguments() : call.content();
    if (original == null) {
      return;
    }
    SortedMap<Integer, Rule> masking = plan.applying(state, plan.bits().mask);
    if (masking == null) {
      return;
    }
    String masked = original;
    for (int rule : masking.keySet()) {
      TextMasker masker = maskers[rule];
      if (masker != null) {
        masked = inArguments ? masker.arguments(masked) : masker.content(masked);
      }
    }
    if (!masked.equals(original)) {
      if (inArguments) {
        decision.setMaskedArguments(masked);
      } else {
        decision.setMaskedContent(masked);
      }
    }
  }
}
