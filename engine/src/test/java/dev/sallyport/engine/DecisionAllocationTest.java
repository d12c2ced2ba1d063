package dev.sallyport.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Once warm, a decision makes no object, whatever the call is and however it ends. */
class DecisionAllocationTest {
  private static final String RULES =
      "rules:\n"
          + "- {name: read, tools: ['search_*', get], action: allow}\n"
          + "- {name: small, tools: [pay], action: allow, limit: 5/minute,\n"
          + "   condition: \"args.amount <= 100 and args.currency in ['EUR', 'USD']\"}\n"
          + "- {name: large, tools: [pay], action: require_approval, approvers: [desk],\n"
          + "   condition: 'args.amount > 100'}\n"
          + "- {name: seen, tools: [pay, odd], action: log,\n"
          + "   condition: \"args.note matches '(?i)^a+[0-9]*$' or lower(args.note) contains 'ü'\"}\n"
          + "- {name: odd, tools: [odd], action: deny,\n"
          + "   condition: \"args.items[*].sku in args.skus or size(args.note) > 20\"}\n"
          + "- {name: every, tools: [odd], action: allow,\n"
          + "   condition: \"args.items[*].price < 12345678901234567890.5 and not args.x == args.y\"}\n"
          + "- {name: time, tools: [timed], action: allow, condition: \"time.hour < 24\n"
          + "    and time['Europe/Berlin'].weekday in ['sunday', 'monday']\n"
          + "    and time['America/New_York'].clock >= '00:00' and time.date > '2026-01-01'\"}\n"
          + "- {name: facts, tools: [facts], agents: ['desk*'], action: allow,\n"
          + "   condition: \"action.type in ['facts', 'look'] and session.id starts_with 's'\n"
          + "    and lower(tool.name) == 'facts'\"}\n"
          + "- {name: request, tools: 'http:POST', action: deny,\n"
          + "   condition: \"http.host in ['a.test'] and http.port == 443 and http.redirects < 2\n"
          + "    and http.path starts_with '/v1' and (not has(http.ip) or http.ip != '8.8.8.8')\n"
          + "    and http.scheme == 'https' and http.client contains 'ok'\"}\n"
          + "- {name: result, stage: post_tool, action: deny,\n"
          + "   condition: \"content.text matches '[0-9]{6}'\"}\n"
          + "- {name: input, stage: pre_input, action: allow,\n"
          + "   condition: \"content.text contains 'hello' or size(content.text) < 9\"}\n"
          + "egress: {allow: [a.test, '*.b.test', 10.0.0.0/8, {host: '*', ports: [8080, 443],\n"
          + "   methods: [GET, POST], schemes: [https]}], deny: [evil.test, 203.0.113.0/24]}\n";

  /** Gives every call but each third what it asks for. */
  private static final class EveryThirdIsUsedUp implements LimitCounter {
    private int asked;

    @Override
    public boolean tryAcquire(int limit, @Nullable String agent, long nowNanos) {
      return ++asked % 3 != 0;
    }

    @Override
    public void release(int limit, @Nullable String agent, long acquiredNanos) {
      asked--;
    }
  }

  private static CallView call(String tool, @Nullable String arguments) {
    return new CallView()
        .tool(tool)
        .arguments(arguments)
        .agent("desk-1")
        .session("s-1")
        .time(1_774_746_000_000L, 1);
  }

  /** Calls, each under what it is meant to lead to. */
  private static Map<String, CallView> calls() {
    Map<String, CallView> calls = new LinkedHashMap<>();
    calls.put("ALLOW by `read`", call("search_docs", "{\"q\":\"x\"}"));
    calls.put("ALLOW by `small`", call("pay", "{\"amount\":50,\"currency\":\"EUR\"}"));
    calls.put(
        "REQUIRE_APPROVAL by `large`", call("pay", "{\"amount\":1e2000}".replace("2000", "20")));
    calls.put("REQUIRE_APPROVAL by `large`, erring", call("pay", "{\"amount\":\"5\"}"));
    calls.put("DENY, default", call("pay", "{\"amount\":-5.25e-3,\"currency\":\"GBP\"}"));
    calls.put("DENY, unknown tool", call("unknown", "{}"));
    calls.put("DENY, no arguments", call("unknown", null));
    calls.put(
        "DENY by `odd`",
        call(
            "odd", "{\"items\":[{\"sku\":\"a\",\"price\":1},{\"sku\":\"b\"}],\"skus\":[1,\"b\"]}"));
    calls.put("DENY by `odd`, long", call("odd", "{\"note\":\"" + "Üxy\\u20ac".repeat(9) + "\"}"));
    calls.put(
        "ALLOW by `every`",
        call("odd", "{\"items\":[{\"price\":12345678901234567890.25},{\"price\":-0}],\"x\":[1]}"));
    calls.put(
        "ALLOW by `every`, UTF-16",
        call("odd", "{\"items\":[{\"price\":1}],\"note\":\"\u20ac\ud83d\ude00Ü\"}"));
    calls.put(
        "ALLOW by `every`, escapes",
        call("odd", "{\"items\":[{\"pr\\u0069ce\":1}],\"note\":\"\\u0041\\n\\ud83d\\ude00\"}"));
    calls.put("ALLOW by `time`", call("timed", "{}"));
    calls.put("ALLOW by `facts`", call("facts", "{\"action\":\"look\"}"));
    calls.put("DENY, another agent", call("facts", "{}").agent("other"));
    calls.put("DENY, unknown agent", call("facts", "{}").agent(null));
    calls.put(
        "DENY by `result`", call("pay", "{}").stage(Stage.POST_TOOL).content("a \u20ac 123456"));
    calls.put("DENY, result", call("pay", "{}").stage(Stage.POST_TOOL).content("nothing"));
    calls.put("ALLOW by `input`", new CallView().stage(Stage.PRE_INPUT).content("oh hello there"));
    calls.put("DENY, no answer rules", new CallView().stage(Stage.PRE_OUTPUT).content("x"));
    refusals().forEach((name, json) -> calls.put("DENY (arguments), " + name, call("pay", json)));
    requests(calls);
    calls.put("DENY (tool name), none", new CallView());
    calls.put("DENY (tool name), hidden character", call("p\u200bay", "{}"));
    calls.put("DENY (tool name), space", call(" pay", "{}"));
    calls.put("DENY (tool name), long", call("p".repeat(600), "{}"));
    return calls;
  }

  private static void requests(Map<String, CallView> calls) {
    calls.put("DENY by `request`", request("POST", "a.test", null));
    calls.put("ALLOW by `egress`, host", request("GET", "a.test", null));
    calls.put("ALLOW by `egress`, glob", request("GET", "x.b.test", null));
    calls.put("ALLOW by `egress`, block", request("PUT", "c.test", "10.0.0.1"));
    calls.put("ALLOW by `egress`, IPv6", request("GET", "d.test", "2606:4700::1111"));
    calls.put("ALLOW by `egress`, literal", request("GET", "10.1.2.3", null));
    calls.put("DENY by `egress`, host", request("GET", "evil.test", null));
    calls.put("DENY by `egress`, block", request("GET", "c.test", "203.0.113.7"));
    calls.put("DENY by `egress`, special", request("GET", "c.test", "fe80::1"));
    calls.put("DENY by `egress`, none", request("GET", null, null));
  }

  private static CallView request(String method, @Nullable String host, @Nullable String address) {
    try {
      InetAddress connected = address == null ? null : InetAddress.getByName(address);
      HttpRequestView request =
          new HttpRequestView()
              .set(method, "https", host, -1, "/v1/x", 1, "okhttp 5.1.0", connected);
      return call("http:" + method, null).request(request);
    } catch (UnknownHostException e) {
      throw new AssertionError(address, e);
    }
  }

  private static Map<String, String> refusals() {
    Map<String, String> refusals = new LinkedHashMap<>();
    refusals.put("duplicate key", "{\"a\":1,\"b\":[],\"\\u0061\":2}");
    refusals.put("trailing text", "{\"a\":1} {}");
    refusals.put("no object", "[1]");
    refusals.put("cut off", "{\"a\":\"");
    refusals.put("comma", "{\"a\":[1,],\"b\":2}");
    refusals.put("leading zero", "{\"a\":01}");
    refusals.put("too large a number", "{\"a\":1e400}");
    refusals.put("too small a number", "{\"a\":1e-400}");
    refusals.put("too long a number", "{\"a\":" + "1".repeat(401) + "}");
    refusals.put("control character", "{\"a\":\"\n\"}");
    refusals.put("escape", "{\"a\":\"\\x\"}");
    refusals.put("escaped surrogate", "{\"a\":\"\\ud800\"}");
    refusals.put("surrogate", "{\"a\":\"\ud800\"}");
    refusals.put("too deep", "{\"a\":" + "[".repeat(70) + "]".repeat(70) + "}");
    refusals.put("too long", "{\"a\":\"" + "x".repeat(1 << 20) + "\"}");
    refusals.put("words", "{\"a\":nulL}");
    return refusals;
  }

  @Test
  void noDecisionMakesAnObject() throws Exception {
    assertThat(inAnotherJvm("--add-opens=java.base/java.lang=ALL-UNNAMED")).isEqualTo("ok");
  }

  @Test
  void noDecisionMakesAnObjectWhereStringsCannotBeReadInPlace() throws Exception {
    assertThat(inAnotherJvm()).isEqualTo("ok");
  }

  private static String inAnotherJvm(String... options) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(options));
    command.addAll(
        List.of("-cp", System.getProperty("java.class.path"), InAnotherJvm.class.getName()));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
    return output;
  }

  /** The program that the tests start: says what makes objects, or {@code ok}. */
  static final class InAnotherJvm {
    private static final int CALLS = 2_000;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private InAnotherJvm() {}

    public static void main(String[] arguments) {
      PolicyDecisionPoint point =
          new PolicyDecisionPoint(Policies.policy(RULES), new EveryThirdIsUsedUp());
      Map<String, CallView> calls = calls();
      StringBuilder problems = new StringBuilder();
      calls.forEach((wanted, call) -> check(wanted, point, call, problems));
      System.out.print(problems.length() == 0 ? "ok" : problems);
    }

    private static void check(
        String wanted, PolicyDecisionPoint point, CallView call, StringBuilder problems) {
      boolean met = false;
      for (int at = 0; at < 3; at++) { // of a rule with a limit each third is refused
        met |= point.decide(call).toString().startsWith(wanted.substring(0, outcome(wanted)));
      }
      if (!met) {
        problems.append(wanted).append(": ").append(point.decide(call)).append('\n');
      }
      long least = Long.MAX_VALUE;
      for (int round = 0; round < 6 && least > 0; round++) { // the compiler may be at work first
        least = Math.min(least, allocated(point, call));
      }
      if (least > 0) {
        problems.append(wanted).append(": ").append(least).append(" bytes\n");
      }
    }

    /** What is said before a comma says what the decision is, what follows is for people. */
    private static int outcome(String wanted) {
      int comma = wanted.indexOf(',');
      return comma < 0 ? wanted.length() : comma - (wanted.charAt(comma - 1) == ')' ? 1 : 0);
    }

    private static long allocated(PolicyDecisionPoint point, CallView call) {
      long before = THREADS.getCurrentThreadAllocatedBytes();
      for (int at = 0; at < CALLS; at++) {
        point.decide(call);
      }
      return THREADS.getCurrentThreadAllocatedBytes() - before;
    }
  }
}
