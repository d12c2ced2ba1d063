package dev.sallyport.benchmarks.policy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * The ways a decision of Sallyport can go, each with its calls: to the answers, and to the refusals
 * of arguments that are mistyped, not JSON, or too much.
 */
final class CallPaths {
  private static final int DEPTH = 200;
  private static final int TOO_LONG = 2 << 20;

  private CallPaths() {}

  static Map<String, List<ToolCall>> of(Workload workload) {
    Map<String, List<ToolCall>> paths = new LinkedHashMap<>();
    List<ToolCall> calls = workload.calls();
    paths.put("allowed", with(calls, Answer.ALLOW));
    paths.put("denied", with(calls, Answer.DENY));
    paths.put("default", with(calls, Answer.DEFAULT));
    paths.put("number in quotes, denied", mistyped(workload));
    paths.put("no JSON: cut off", refused(calls, json -> json.substring(0, json.length() - 1)));
    paths.put("no JSON: trailing text", refused(calls, json -> json + "}"));
    paths.put("a key twice", refused(calls, CallPaths::twice));
    paths.put("too deep", refused(calls, CallPaths::deep));
    String tooLong = "{\"path\":\"" + "x".repeat(TOO_LONG) + "\"}";
    paths.put("too long", refused(calls, json -> tooLong));
    return paths;
  }

  private static List<ToolCall> with(List<ToolCall> calls, Answer expected) {
    return calls.stream().filter(call -> call.expected() == expected).toList();
  }

  private static List<ToolCall> refused(List<ToolCall> calls, UnaryOperator<String> change) {
    return calls.stream()
        .map(
            call ->
                new ToolCall(
                    call.tool(), change.apply(call.json()), call.arguments(), Answer.ERROR))
        .toList();
  }

  private static String twice(String json) {
    return json.substring(0, json.length() - 1) + ",\"amount\":1}";
  }

  private static String deep(String json) {
    String nested = "[".repeat(DEPTH) + "]".repeat(DEPTH);
    return json.substring(0, json.length() - 1) + ",\"more\":" + nested + "}";
  }

  /** Denied calls that stay denied when the number that the deny rule reads becomes a text. */
  private static List<ToolCall> mistyped(Workload workload) {
    List<ToolCall> mistyped = new ArrayList<>();
    for (ToolCall call : with(workload.calls(), Answer.DENY)) {
      String key = "\"" + denying(workload, call).number().argument() + "\":";
      long number = ArgumentMap.number(call.arguments(), key.substring(1, key.length() - 2));
      String changed = call.json().replace(key + number, key + "\"" + number + "\"");
      mistyped.add(new ToolCall(call.tool(), changed, call.arguments(), Answer.DENY));
    }
    return mistyped;
  }

  private static WorkloadRule denying(Workload workload, ToolCall call) {
    return workload.rules().stream()
        .filter(rule -> rule.tool().accepts(call.tool()))
        .filter(rule -> rule.acceptsArguments(call.arguments()))
        .findFirst()
        .orElseThrow();
  }
}
