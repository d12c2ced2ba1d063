package dev.sallyport.benchmarks.policy;

import dev.sallyport.engine.CallView;
import dev.sallyport.engine.Effect;
import dev.sallyport.engine.PolicyDecisionPoint;
import dev.sallyport.engine.PolicyException;
import dev.sallyport.engine.PolicyParser;
import dev.sallyport.engine.PolicySource;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToIntFunction;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.json.JsonFactory;

/**
 * CPU time and allocation of a whole decision on large arguments, beside Jackson's streaming parser
 * merely going through the same text. Round by round, the lowest time and the highest allocation
 * count. Prints the table of docs/benchmarks.md.
 *
 * <p>Arguments: rounds, milliseconds of one measurement.
 */
public final class ArgumentCpu {
  private static final String POLICY =
      """
      apiVersion: governance.toolkit/v1
      name: refunds
      rules:
        - name: small
          tools: [issue_refund]
          condition: "args.amount <= 100 and args.currency in ['EUR', 'USD']"
          action: allow
      """;
  private static final int WARM_UP = 12;

  private final JsonFactory jackson = JsonFactory.builder().build();
  private final CallView view = new CallView();
  private final PolicyDecisionPoint decisionPoint;

  private ArgumentCpu() throws PolicyException {
    byte[] yaml = POLICY.getBytes(StandardCharsets.UTF_8);
    decisionPoint =
        new PolicyDecisionPoint(
            PolicyParser.parse(List.of(new PolicySource("refunds.yaml", yaml))));
  }

  /** Entry of the program. */
  public static void main(String[] arguments) throws PolicyException {
    new ArgumentCpu().measure(Integer.parseInt(arguments[0]), Long.parseLong(arguments[1]));
  }

  private void measure(int rounds, long millis) {
    Map<String, List<String>> kinds = ArgumentTexts.all();
    kinds.values().forEach(texts -> texts.forEach(this::requireAllowed));
    CpuResults results = new CpuResults();
    for (List<String> texts : kinds.values()) {
      Meter.run(texts, this::decide, 0, WARM_UP * millis);
      Meter.run(texts, this::stream, 0, WARM_UP * millis);
    }
    for (int round = 0; round < rounds; round++) {
      kinds.forEach(
          (title, texts) -> {
            measure(results, "decide " + title, texts, this::decide, millis);
            measure(results, "stream " + title, texts, this::stream, millis);
          });
    }
    System.out.println("\nJDK " + Runtime.version() + ", large arguments:\n");
    System.out.println(
        "| | Sallyport's decision ns | Jackson's tokens ns | times | decision B/op | tokens B/op |");
    System.out.println("|---|---|---|---|---|---|");
    kinds.keySet().forEach(title -> System.out.println(row(results, title)));
  }

  private void requireAllowed(String json) {
    if (decide(json) != Effect.ALLOW.ordinal()) {
      throw new IllegalStateException("not allowed: " + json);
    }
  }

  private static void measure(
      CpuResults results, String task, List<String> texts, ToIntFunction<String> work, long ms) {
    Meter.Reading reading = Meter.run(texts, work, 0, ms);
    results.add(task, reading.cpuNanosPerDecision(), reading.bytesPerDecision());
  }

  private static String row(CpuResults results, String title) {
    CpuResults.Numbers ours = results.require("decide " + title);
    CpuResults.Numbers theirs = results.require("stream " + title);
    return String.format(
        Locale.ROOT,
        "| %s | %,.0f | %,.0f | %.2f | %,.0f | %,.0f |",
        title,
        ours.lowest(),
        theirs.lowest(),
        theirs.lowest() / ours.lowest(),
        ours.highestSecond(),
        theirs.highestSecond());
  }

  private int decide(String json) {
    return decisionPoint.decide(view.tool("issue_refund").arguments(json)).effect().ordinal();
  }

  private int stream(String json) {
    int tokens = 0;
    try (JsonParser parser = jackson.createParser(json)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        tokens++;
      }
    }
    return tokens;
  }
}
