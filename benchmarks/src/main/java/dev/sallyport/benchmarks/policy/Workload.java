package dev.sallyport.benchmarks.policy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The rules and calls that every engine gets. A rule tests the tool's name (exact in 72 %, by its
 * beginning in 24 %, by its end in 4 %), a bound on a number, and a text in a set of four (60 %) or
 * matching a pattern (40 %). Of the calls half are allowed by a rule of the last tenth, a quarter
 * is denied by a rule of the first tenth, and a quarter fails some rule in one test and falls to
 * the default. At most one rule matches a call, so that first match, deny-overrides and priorities
 * agree. The same numbers give the same workload on every machine.
 *
 * @param rules in order
 * @param calls in random order
 */
record Workload(List<WorkloadRule> rules, List<ToolCall> calls) {
  /** Different calls of a workload. */
  static final int CALLS = 512;

  /** Tools that the calls of a {@code hot} workload use. */
  static final int HOT_TOOLS = 24;

  private static final long SEED = 20_260;

  /**
   * Makes a workload.
   *
   * @param ruleCount at least 10
   * @param hot whether the calls use {@value #HOT_TOOLS} tools only, as one agent does
   */
  static Workload of(int ruleCount, boolean hot) {
    Random random = new Random(SEED + ruleCount);
    ToolNames tools = ToolNames.forRules(ruleCount, random);
    List<WorkloadRule> rules = rules(ruleCount, tools, random);
    List<String> used = new ArrayList<>(tools.names());
    Collections.shuffle(used, random);
    if (hot) {
      used = used.subList(0, Math.min(HOT_TOOLS, used.size()));
    }
    return new Workload(rules, new Calls(rules, used, random).draw());
  }

  /** Rules whose test of the tool accepts a call's tool, on average. */
  double candidates() {
    long fitting = 0;
    for (ToolCall call : calls) {
      fitting += rules.stream().filter(rule -> rule.tool().accepts(call.tool())).count();
    }
    return (double) fitting / calls.size();
  }

  private static List<WorkloadRule> rules(int count, ToolNames tools, Random random) {
    Vocabulary vocabulary = new Vocabulary(random);
    List<ToolTest> toolTests = toolTests(count, tools, random);
    List<TextTest> textTests = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      textTests.add(i < count * 6 / 10 ? vocabulary.setTest() : vocabulary.patternTest());
    }
    Collections.shuffle(textTests, random);
    List<WorkloadRule> rules = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      boolean allows = i >= count / 10 && (i >= count - count / 10 || random.nextInt(10) < 7);
      rules.add(
          new WorkloadRule(
              "rule-" + (i + 1),
              toolTests.get(i),
              vocabulary.numberTest(),
              textTests.get(i),
              allows));
    }
    return rules;
  }

  private static List<ToolTest> toolTests(int count, ToolNames tools, Random random) {
    List<ToolTest> tests = new ArrayList<>();
    int prefixes = Math.round(count * 0.24f);
    int suffixes = Math.max(1, Math.round(count * 0.04f));
    for (int i = 0; i < count; i++) {
      if (i < prefixes) {
        tests.add(new ToolTest(ToolTest.Kind.PREFIX, any(tools.groups(), random)));
      } else if (i < prefixes + suffixes) {
        tests.add(new ToolTest(ToolTest.Kind.SUFFIX, any(tools.objects(), random)));
      } else {
        tests.add(new ToolTest(ToolTest.Kind.EXACT, any(tools.names(), random)));
      }
    }
    Collections.shuffle(tests, random);
    return tests;
  }

  private static String any(List<String> words, Random random) {
    return words.get(random.nextInt(words.size()));
  }

  /** Draws calls that at most one rule matches. */
  private static final class Calls {
    private final List<WorkloadRule> rules;
    private final List<String> tools;
    private final Random random;
    private final Vocabulary vocabulary;
    private final Map<String, List<WorkloadRule>> candidates = new HashMap<>();

    Calls(List<WorkloadRule> rules, List<String> tools, Random random) {
      this.rules = rules;
      this.tools = tools;
      this.random = random;
      this.vocabulary = new Vocabulary(random);
    }

    List<ToolCall> draw() {
      int tenth = rules.size() / 10;
      Set<WorkloadRule> late = identities(rules.subList(rules.size() - tenth, rules.size()));
      Set<WorkloadRule> early = identities(rules.subList(0, tenth));
      Set<WorkloadRule> any = identities(rules);
      List<ToolCall> calls = new ArrayList<>();
      for (int i = 0; i < CALLS; i++) {
        Set<WorkloadRule> targets = i < CALLS / 2 ? late : i < CALLS * 3 / 4 ? early : any;
        calls.add(call(targets, i >= CALLS * 3 / 4));
      }
      Collections.shuffle(calls, random);
      return calls;
    }

    private static Set<WorkloadRule> identities(List<WorkloadRule> rules) {
      Set<WorkloadRule> set = Collections.newSetFromMap(new IdentityHashMap<>());
      set.addAll(rules);
      return set;
    }

    private ToolCall call(Set<WorkloadRule> targets, boolean nearMiss) {
      while (true) {
        String tool = any(tools, random);
        List<WorkloadRule> fitting = candidates(tool);
        List<WorkloadRule> possible = fitting.stream().filter(targets::contains).toList();
        if (possible.isEmpty()) {
          continue;
        }
        WorkloadRule target = possible.get(random.nextInt(possible.size()));
        Map<String, Object> arguments = vocabulary.arguments();
        vocabulary.pass(arguments, target);
        if (nearMiss) {
          vocabulary.failOne(arguments, target);
        }
        long matching = fitting.stream().filter(rule -> rule.acceptsArguments(arguments)).count();
        if (matching == (nearMiss ? 0 : 1)) {
          Answer expected = nearMiss ? Answer.DEFAULT : target.answer();
          return new ToolCall(tool, json(arguments), arguments, expected);
        }
      }
    }

    private List<WorkloadRule> candidates(String tool) {
      return candidates.computeIfAbsent(
          tool, name -> rules.stream().filter(rule -> rule.tool().accepts(name)).toList());
    }

    /** No text of the vocabulary has a character that JSON wants escaped. */
    private static String json(Map<String, Object> arguments) {
      return arguments.entrySet().stream()
          .map(e -> "\"" + e.getKey() + "\":" + jsonValue(e.getValue()))
          .collect(Collectors.joining(",", "{", "}"));
    }

    private static String jsonValue(Object value) {
      return value instanceof String ? "\"" + value + "\"" : value.toString();
    }
  }
}
