package dev.sallyport.engine;

import java.util.List;
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
    String masked = original;
    int last = -1;
    for (int word = 0; word < plan.words(); word++) {
      long rest = state.applies[word] & plan.bits().mask[word];
      for (; rest != 0; rest &= rest - 1) {
        int rule = plan.clause((word << 6) + Long.numberOfTrailingZeros(rest)).ruleNumber();
        TextMasker masker = maskers[rule];
        if (rule != last && masker != null) {
          masked = inArguments ? masker.arguments(masked) : masker.content(masked);
        }
        last = rule;
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
