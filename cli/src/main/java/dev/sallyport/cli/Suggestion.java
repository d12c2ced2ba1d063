package dev.sallyport.cli;

import dev.sallyport.audit.DecisionRecord;
import dev.sallyport.audit.ToolStage;
import dev.sallyport.engine.Decision;
import dev.sallyport.engine.Effect;
import dev.sallyport.engine.PolicyDecisionPoint;
import dev.sallyport.engine.PolicyException;
import dev.sallyport.engine.PolicyParser;
import dev.sallyport.engine.PolicySet;
import dev.sallyport.engine.PolicySource;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Makes rules of what was observed, and corrects them until replaying the log allows just the calls
 * that ran, as far as their arguments are known whole. Not thread-safe.
 */
final class Suggestion {
  private static final int LEAST_DETAIL = 2;
  private static final int MAX_ROUNDS = 20;

  private static final int MAX_CORRECTIONS = 60;

  /** Rules of one tool for exactly one call each: who would read more? */
  private static final int MAX_EXACT = 60;

  private final RecordedCalls calls;
  private final List<SuggestedRule> rules = new ArrayList<>();
  private final Map<String, Integer> names = new TreeMap<>();
  private final TreeSet<String> undescribed = new TreeSet<>();
  private long refused;
  private long allowed;

  Suggestion(RecordedCalls calls, ObservedCalls observed) {
    this.calls = calls;
    for (Map.Entry<String, ObservedTool> tool : observed.tools.entrySet()) {
      for (ObservedUse use : tool.getValue().uses()) {
        add(tool.getKey(), use);
      }
    }
    correct();
  }

  List<SuggestedRule> rules() {
    return rules;
  }

  /** Tools whose calls that ran differ from refused ones by more than a condition can hold. */
  List<String> undescribed() {
    return List.copyOf(undescribed);
  }

  /** Calls that ran and that the policy refuses. */
  long refused() {
    return refused;
  }

  /** Calls that were refused and that the policy allows: they do not differ from some that ran. */
  long allowed() {
    return allowed;
  }

  private void add(String tool, ObservedUse use) {
    String name = newName(tool);
    for (int detail = 0; detail <= LEAST_DETAIL; detail++) {
      SuggestedRule rule = SuggestedRule.of(name, tool, use, detail);
      if (parse(SuggestedYaml.of(List.of(rule))) != null) {
        rules.add(rule);
        return;
      }
    }
  }

  /** A name that no other rule has, of characters that mean nothing anywhere. */
  private String newName(String tool) {
    StringBuilder name = new StringBuilder();
    for (int at = 0; at < tool.length() && at < 60; at++) {
      char c = tool.charAt(at);
      boolean plain = c < 0x7f && (Character.isLetterOrDigit(c) || c == '_' || c == '-');
      name.append(plain ? c : '_');
    }
    String base = name.toString();
    String candidate = base;
    while (names.containsKey(candidate)) {
      int next = names.merge(base, 1, Integer::sum);
      candidate = base + "-" + next;
    }
    names.put(candidate, 1);
    return candidate;
  }

  private static @Nullable PolicySet parse(String yaml) {
    try {
      byte[] content = yaml.getBytes(StandardCharsets.UTF_8);
      return PolicyParser.parse(List.of(new PolicySource("suggested.yaml", content)));
    } catch (PolicyException e) {
      return null;
    }
  }

  /** What one round of replaying found, by rule or tool and then by exact condition. */
  private record Differences(
      Map<String, Map<String, Long>> allowed, Map<String, Map<String, Long>> refused) {}

  private void correct() {
    for (int round = 0; round < MAX_ROUNDS; round++) {
      Differences found = replay();
      boolean changed = exclude(found.allowed());
      changed |= addExact(found.refused());
      if (!changed) {
        return;
      }
    }
    replay();
  }

  private Differences replay() {
    PolicySet set = parse(SuggestedYaml.of(rules));
    if (set == null) {
      throw new CannotTellException("the suggested policy is larger than a policy may be");
    }
    PolicyDecisionPoint point = new PolicyDecisionPoint(set);
    Differences found = new Differences(new LinkedHashMap<>(), new LinkedHashMap<>());
    refused = 0;
    allowed = 0;
    calls.read(
        record -> {
          compare(record, point, found);
          return true;
        });
    return found;
  }

  private void compare(DecisionRecord record, PolicyDecisionPoint point, Differences found) {
    RecordedCall call = RecordedCall.of(record);
    String tool = record.tool();
    String text = call.arguments();
    if (record.stage() != ToolStage.PRE_TOOL
        || call.known() != RecordedCall.Known.WHOLE
        || tool == null
        || text == null) {
      return;
    }
    Decision decision = point.decide(call.view());
    boolean runs = decision.effect() == Effect.ALLOW;
    boolean leftOut = !runs && ObservedCalls.hasPatternName(record);
    if (leftOut || runs == ObservedCalls.isObserved(record)) {
      return;
    }
    refused += runs ? 0 : 1;
    allowed += runs ? 1 : 0;
    String key = runs ? String.valueOf(decision.rule()) : tool;
    note(runs ? found.allowed() : found.refused(), key, record.agent(), text);
  }

  private static void note(
      Map<String, Map<String, Long>> side, String key, @Nullable String agent, String text) {
    Map<String, Object> arguments = JsonTree.object(text);
    String exact = arguments == null ? null : ExactCondition.of(agent, arguments);
    if (exact == null) {
      return;
    }
    Map<String, Long> conditions = side.computeIfAbsent(key, name -> new LinkedHashMap<>());
    if (conditions.containsKey(exact) || conditions.size() < MAX_CORRECTIONS) {
      conditions.merge(exact, 1L, Long::sum);
    }
  }

  /** Excludes refused calls from the rules that would allow them; true if a rule changed. */
  private boolean exclude(Map<String, Map<String, Long>> wrong) {
    boolean changed = false;
    for (int at = rules.size() - 1; at >= 0; at--) {
      SuggestedRule rule = rules.get(at);
      Map<String, Long> conditions = wrong.get(rule.name);
      if (conditions == null || rule.exact) {
        continue;
      }
      changed = true;
      rule.exclusions.addAll(conditions.keySet());
      if (parse(SuggestedYaml.of(List.of(rule))) == null) {
        // Too much to exclude: what ran is then allowed exactly, by the next round.
        rules.remove(at);
        undescribed.add(rule.tool);
      }
    }
    return changed;
  }

  /** Adds rules for calls that ran and are not allowed; true if there is a new one. */
  private boolean addExact(Map<String, Map<String, Long>> wrong) {
    boolean changed = false;
    for (Map.Entry<String, Map<String, Long>> tool : wrong.entrySet()) {
      for (Map.Entry<String, Long> call : tool.getValue().entrySet()) {
        String name = newName(tool.getKey());
        SuggestedRule rule =
            SuggestedRule.exactly(name, tool.getKey(), call.getKey(), call.getValue());
        if (mayAdd(rule) && parse(SuggestedYaml.of(List.of(rule))) != null) {
          rules.add(rule);
          changed = true;
        }
      }
    }
    return changed;
  }

  private boolean mayAdd(SuggestedRule exact) {
    int count = 0;
    for (SuggestedRule rule : rules) {
      if (rule.exact && rule.tool.equals(exact.tool)) {
        count++;
        if (rule.conditions.equals(exact.conditions)) {
          return false;
        }
      }
    }
    return count < MAX_EXACT;
  }
}
