package dev.sallyport.engine;

import java.util.ArrayList;
import java.util.List;

/** A fixed set of calls, and the comparison of both engines' answers to them. */
final class Calls {
  private static final String[] ARGUMENTS = {
    "{}",
    "{\"a\":1,\"b\":\"x\",\"c\":[1,2,3],\"d\":{\"e\":true,\"a\":[\"x\",\"y\"]}}",
    "{\"a\":\"1\",\"b\":\"ab\",\"c\":[],\"d\":null}",
    "{\"a\":-0.0,\"b\":null,\"c\":[{\"a\":1},{\"a\":\"x\"},{}],\"d\":[[1],[2,\"\"]]}",
    "{\"a\":9007199254740993,\"b\":\"Ünï😀\",\"c\":[\"\\u00dc\",\"b\"],\"d\":5e-1}",
    "{\"a\":[1],\"b\":false,\"c\":{\"a\":0},\"action\":\"pay\",\"amount\":100}",
    "{\"a\":1e30,\"b\":\"\",\"c\":[true,false,null],\"action\":7}",
    "{\"a\":1,\"a\":2}"
  };
  private static final String[] TOOLS = {"pay", "x", "search_docs", "ü"};
  private static final long WALL = 1_774_746_000_000L;

  private Calls() {}

  /** Calls of every stage with arguments of every kind. */
  static CallView[] various() {
    List<CallView> calls = new ArrayList<>();
    for (int at = 0; at < ARGUMENTS.length; at++) {
      calls.add(
          new CallView()
              .tool(TOOLS[at % TOOLS.length])
              .agent(at % 3 == 0 ? null : "desk")
              .session(at % 2 == 0 ? "s-1" : null)
              .arguments(ARGUMENTS[at])
              .time(WALL + at * 7_200_000L, at));
    }
    calls.add(new CallView().stage(Stage.PRE_INPUT).content("hello 4111").time(WALL, 0));
    calls.add(new CallView().stage(Stage.POST_TOOL).tool("pay").content("a@b.example").agent("x"));
    calls.add(new CallView().stage(Stage.PRE_OUTPUT).content("ab").agent("desk").session("x"));
    return calls.toArray(new CallView[0]);
  }

  /** Fails unless the compiled engine answers as the plain evaluator does. */
  static void compare(PolicySet policy, CallView[] calls) {
    PolicyDecisionPoint compiled = new PolicyDecisionPoint(policy, new WindowlessCounter(policy));
    PlainDecisionPoint plain = new PlainDecisionPoint(policy, new WindowlessCounter(policy));
    for (CallView call : calls) {
      PlainDecision got = PlainDecision.of(compiled.decide(call));
      PlainDecision wanted = plain.decide(call);
      if (got.error() != null && got.error().startsWith("engine")
          || !got.comparable().equals(wanted.comparable())) {
        throw new AssertionError(
            "got " + got + ", wanted " + wanted + " for " + call.tool() + call.arguments());
      }
    }
  }
}
