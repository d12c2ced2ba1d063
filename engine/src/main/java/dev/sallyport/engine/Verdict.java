package dev.sallyport.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Collects the rules that match one call, and combines them. */
final class Verdict {
  private final Effect otherwise;
  private final List<String> erring = new ArrayList<>();
  private final List<String> noted = new ArrayList<>();
  private final List<Rule> masking = new ArrayList<>();
  private @Nullable Rule allowing;
  private @Nullable Rule denying;
  private @Nullable Rule asking;

  Verdict(Effect otherwise) {
    this.otherwise = otherwise;
  }

  /** Adds a rule's answer; rules come in the order in which they determine. */
  void add(Rule rule, Truth answer) {
    if (answer == Truth.ERROR) {
      erring.add(rule.name());
    }
    boolean errIsMatch = rule.action() != Action.ALLOW;
    if (answer == Truth.TRUE || answer == Truth.ERROR && errIsMatch) {
      match(rule);
    }
  }

  private void match(Rule rule) {
    switch (rule.action()) {
      case ALLOW:
        allowing = allowing == null ? rule : allowing;
        break;
      case DENY:
        denying = denying == null ? rule : denying;
        break;
      case REQUIRE_APPROVAL:
        asking = asking == null ? rule : asking;
        break;
      case MASK:
        masking.add(rule);
        break;
      case WARN:
      case LOG:
        noted.add(rule.name());
        break;
    }
  }

  Decision decision(Map<String, Object> arguments) {
    if (denying != null) {
      return Decision.of(Effect.DENY, denying, erring, noted, null);
    }
    if (asking != null) {
      return Decision.of(Effect.REQUIRE_APPROVAL, asking, erring, noted, null);
    }
    Effect effect = allowing != null ? Effect.ALLOW : otherwise;
    String masked = effect == Effect.ALLOW ? masked(arguments) : null;
    return Decision.of(effect, allowing, erring, noted, masked);
  }

  private @Nullable String masked(Map<String, Object> arguments) {
    Object result = arguments;
    for (Rule rule : masking) {
      for (Operand.Path path : rule.mask().paths()) {
        result = ArgumentMask.mask(result, path.segments(), 0);
      }
    }
    return result == arguments ? null : ArgumentWriter.write(result);
  }
}
