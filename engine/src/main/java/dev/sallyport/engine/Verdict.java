package dev.sallyport.engine;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects the rules that match one call, and makes the decision of them. */
final class Verdict {
  private final List<String> erring = new ArrayList<>();
  private final List<Rule> matching = new ArrayList<>();

  /** Adds a rule's answer; rules come in the order of the policy. */
  void add(Rule rule, Truth answer) {
    if (answer == Truth.ERROR) {
      erring.add(rule.name());
    }
    boolean errIsMatch = rule.action() != Action.ALLOW;
    if (answer == Truth.TRUE || answer == Truth.ERROR && errIsMatch) {
      matching.add(rule);
    }
  }

  List<Rule> matching() {
    return matching;
  }

  Decision decision(Outcome outcome, CallFacts facts) {
    List<String> noted = new ArrayList<>();
    List<Mask> masks = new ArrayList<>();
    for (Rule rule : matching) {
      if (rule.action() == Action.WARN || rule.action() == Action.LOG) {
        noted.add(rule.name());
      } else if (rule.action() == Action.MASK) {
        masks.add(rule.mask());
      }
    }
    boolean runs = outcome.effect() == Effect.ALLOW;
    boolean hasArguments = facts.stage == Stage.PRE_TOOL;
    return Decision.of(
        outcome.effect(),
        outcome.rule(),
        erring,
        noted,
        runs && hasArguments ? maskedArguments(masks, facts) : null,
        runs && !hasArguments ? maskedContent(masks, facts.content) : null);
  }

  private static @Nullable String maskedArguments(List<Mask> masks, CallFacts facts) {
    Object result = facts.arguments;
    for (Mask mask : masks) {
      result = new ArgumentMask(mask).mask(result);
    }
    return result == facts.arguments ? null : ArgumentWriter.write(result);
  }

  private static @Nullable String maskedContent(List<Mask> masks, @Nullable String content) {
    String result = content;
    for (Mask mask : masks) {
      result = result == null ? null : TextMask.found(result, mask);
    }
    return result == null || result.equals(content) ? null : result;
  }
}
