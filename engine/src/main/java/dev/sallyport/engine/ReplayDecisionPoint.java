package dev.sallyport.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Decides recorded calls, also those whose arguments were not recorded as far as the answer does
 * not depend on them. Not thread-safe.
 */
public final class ReplayDecisionPoint {
  /** Of so many rules that may or may not match, all combinations are tried. */
  private static final int MAX_OPEN_RULES = 6;

  private final PolicyDecisionPoint point;
  private final HiddenPolicy withShape;
  private final HiddenPolicy withoutShape;

  /**
   * Decides by {@code policy}.
   *
   * @param limits counts the calls of rules with a limit, see {@link PolicySet#limits}
   */
  public ReplayDecisionPoint(PolicySet policy, LimitCounter limits) {
    this.point = Probe.point(policy, limits);
    this.withShape = new HiddenPolicy(policy, limits, new HiddenArguments(true));
    this.withoutShape = new HiddenPolicy(policy, limits, new HiddenArguments(false));
  }

  /** Decides a call that is known whole. */
  public Decision decide(CallView call) {
    return point.decide(call);
  }

  /**
   * Decides a call whose arguments, and whose content, are not known. What its mask rules would
   * change is not known either, so {@link Decision#maskedArguments} means nothing.
   *
   * @param call its arguments are not looked at
   * @param shape a JSON object that has the arguments' names and, at each, some value of the right
   *     type; null if not even those are known
   * @return null if the effect or the determining rule depends on what is not known, or if that
   *     can't be told; then no limit was counted
   */
  public @Nullable Decision decideWithoutArguments(CallView call, @Nullable String shape) {
    if (call.request() == null && RequestRules.isRequest(call.tool())) {
      return null; // where it went is not known
    }
    return shape == null ? withoutShape.decide(call, null) : withShape.decide(call, shape);
  }

  /** A policy that asks nothing about what is not known. */
  private static final class HiddenPolicy {
    private final PolicyDecisionPoint counted;
    private final PolicyDecisionPoint uncounted;
    private final boolean limited;
    private final Map<String, Integer> hiddenRules = new HashMap<>();

    HiddenPolicy(PolicySet policy, LimitCounter limits, HiddenArguments hidden) {
      List<Rule> rules = new ArrayList<>();
      for (Rule rule : policy.rules()) {
        Expression condition = rule.condition();
        if (condition == null || !hidden.isHidden(condition)) {
          rules.add(rule);
        } else {
          int number = hiddenRules.size();
          hiddenRules.put(rule.name(), number);
          rules.add(Probe.withCondition(rule, hidden.hideForced(condition, number)));
        }
      }
      PolicySet set = Probe.withRules(policy, rules);
      this.counted = Probe.point(set, limits);
      this.uncounted = Probe.point(set, Probe.UNLIMITED);
      this.limited = !policy.limits().isEmpty();
    }

    @Nullable Decision decide(CallView call, @Nullable String shape) {
      Decision first = decideForced(uncounted, call, shape, "");
      if (first.error() != null) {
        return null;
      }
      List<Integer> open = new ArrayList<>();
      for (String rule : first.erringRules()) {
        Integer number = hiddenRules.get(rule);
        if (number != null) {
          open.add(number);
        }
      }
      if (open.isEmpty()) {
        return decideForced(counted, call, shape, "");
      }
      boolean tooHard = limited || open.size() > MAX_OPEN_RULES;
      return tooHard ? null : agreed(call, shape, open);
    }

    /** The decision if it is the same whichever of the open rules match. */
    private @Nullable Decision agreed(CallView call, @Nullable String shape, List<Integer> open) {
      Decision agreed = null;
      for (int choice = 0; choice < 1 << open.size(); choice++) {
        StringBuilder forced = new StringBuilder();
        for (int at = 0; at < open.size(); at++) {
          forced.append(HiddenArguments.forced(open.get(at), (choice >> at & 1) == 1));
        }
        Decision next = decideForced(uncounted, call, shape, forced.toString());
        if (next.error() != null || agreed != null && !isSame(agreed, next)) {
          return null;
        }
        agreed = next;
      }
      return agreed;
    }

    private static boolean isSame(Decision a, Decision b) {
      String rule = a.rule();
      boolean sameRule = rule == null ? b.rule() == null : rule.equals(b.rule());
      return a.effect() == b.effect() && sameRule;
    }

    private static Decision decideForced(
        PolicyDecisionPoint point, CallView call, @Nullable String shape, String forced) {
      return point.decide(Probe.withArguments(call, HiddenArguments.standIn(shape, forced)));
    }
  }
}
