package dev.sallyport.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** HTTP requests as calls: their facts, their rules, and where they may go. */
class RequestDecisionTest {
  private static HttpRequestView get(@Nullable String host, @Nullable String address)
      throws Exception {
    InetAddress connected = address == null ? null : IpAddressTest.socket(address);
    return new HttpRequestView()
        .tool("fetch_page")
        .set("GET", "https", host, -1, "/v1/orders", 1, "okhttp 5.1.0", connected);
  }

  private static String decide(String policy, HttpRequestView request) {
    CallView call = new CallView().tool("http:" + request.method()).request(request);
    return new PolicyDecisionPoint(Policies.policy(policy)).decide(call).toString();
  }

  private static boolean holds(String condition, @Nullable HttpRequestView request) {
    CallView call = new CallView().tool("http:GET").request(request);
    return new PolicyDecisionPoint(Policies.oneRule("allow", condition)).decide(call).effect()
        == Effect.ALLOW;
  }

  @Test
  void givesEachFactOfARequest() throws Exception {
    HttpRequestView request = get("shop.test", "8.8.8.8");
    for (String condition :
        List.of(
            "http.method == 'GET'",
            "http.scheme == 'https'",
            "http.host in ['a.test', 'shop.test']",
            "http.port == 443",
            "http.path starts_with '/v1/'",
            "http.ip == '8.8.8.8'",
            "http.redirects >= 1 and http.redirects < 2",
            "http.client matches '^okhttp 5'",
            "http.tool == 'fetch_page'",
            "size(http.path) == 10 and lower(http.method) == 'get'",
            "has(http.ip) and http.host ends_with '.test'")) {
      assertThat(holds(condition, request)).as(condition).isTrue();
      assertThat(holds("not (" + condition + ")", request)).as(condition).isFalse();
    }
  }

  @Test
  void hasNoFactsOnOtherCallsAndNoAddressBeforeItIsConnected() throws Exception {
    for (String fact : HttpFact.words()) {
      assertThat(holds("has(http." + fact + ")", null)).as(fact).isFalse();
    }
    assertThat(holds("has(http.ip)", get("shop.test", null))).isFalse();
    HttpRequestView raw = new HttpRequestView().set(null, null, "a.test", -1, null, 0, null, null);
    assertThat(holds("has(http.method) or has(http.scheme) or has(http.port)", raw)).isFalse();
  }

  @Test
  void judgesARequestWithoutARuleByTheEgressBlock() throws Exception {
    String policy = "egress: {allow: [shop.test]}\n";
    assertThat(decide(policy, get("shop.test", null))).isEqualTo("ALLOW by `egress`");
    assertThat(decide(policy, get("shop.test", "8.8.8.8"))).isEqualTo("ALLOW by `egress`");
    assertThat(decide(policy, get("shop.test", "10.0.0.1"))).isEqualTo("DENY by `egress`");
    assertThat(decide(policy, get("evil.test", null))).isEqualTo("DENY by `egress`");
    assertThat(decide(policy, get(null, null))).isEqualTo("DENY by `egress`");
  }

  @Test
  void neverReachesASpecialAddressByARuleAlone() throws Exception {
    String policy = "rules: [{name: all, tools: 'http:*', action: allow}]\n";
    assertThat(decide(policy, get("shop.test", null))).isEqualTo("ALLOW by `all`");
    assertThat(decide(policy, get("shop.test", "8.8.8.8"))).isEqualTo("ALLOW by `all`");
    assertThat(decide(policy, get("shop.test", "169.254.169.254"))).isEqualTo("DENY by `egress`");
    assertThat(decide(policy, get("169.254.169.254", null))).isEqualTo("DENY by `egress`");
    String listed = "egress: {allow: ['*', 169.254.169.254/32]}\n" + policy;
    assertThat(decide(listed, get("shop.test", "169.254.169.254"))).isEqualTo("ALLOW by `all`");
  }

  @Test
  void deniesWhatARuleDeniesAlsoWhereEgressAllows() throws Exception {
    String policy =
        "egress: {allow: [shop.test]}\n"
            + "rules: [{name: no-redirects, tools: 'http:*', condition: http.redirects > 0,"
            + " action: deny}]\n";
    assertThat(decide(policy, get("shop.test", null))).isEqualTo("DENY by `no-redirects`");
  }

  @Test
  void deniesWhatEgressDeniesUnderEveryStrategy() throws Exception {
    for (String strategy : ConflictStrategy.words()) {
      String policy =
          "conflict: "
              + strategy
              + "\ndefault_action: allow\negress: {deny: [shop.test]}\n"
              + "rules: [{name: all, tools: 'http:*', action: allow, priority: 9}]\n";
      assertThat(decide(policy, get("shop.test", null))).isEqualTo("DENY by `egress`");
      assertThat(decide(policy, get("other.test", null))).isEqualTo("ALLOW by `all`");
    }
  }

  @Test
  void anAllowRuleDoesNotOpenWhatIsNotListed() throws Exception {
    String policy =
        "egress: {allow: [shop.test]}\nrules: [{name: all, tools: '*', action: allow}]\n";
    assertThat(decide(policy, get("other.test", null))).isEqualTo("DENY by `egress`");
  }

  @Test
  void countsNoLimitOfARequestThatMustNotBeMade() throws Exception {
    PolicySet policy =
        Policies.policy(
            "egress: {allow: [shop.test]}\n"
                + "rules: [{name: few, tools: 'http:*', action: allow, limit: 1/minute}]\n");
    int[] counted = {0};
    LimitCounter counter =
        new LimitCounter() {
          @Override
          public boolean tryAcquire(int limit, @Nullable String agent, long nowNanos) {
            counted[0]++;
            return true;
          }

          @Override
          public void release(int limit, @Nullable String agent, long acquiredNanos) {
            counted[0]--;
          }
        };
    PolicyDecisionPoint point = new PolicyDecisionPoint(policy, counter);
    point.decide(new CallView().tool("http:GET").request(get("evil.test", null)));
    assertThat(counted[0]).isZero();
    point.decide(new CallView().tool("http:GET").request(get("shop.test", null)));
    assertThat(counted[0]).isEqualTo(1);
  }

  @Test
  void judgesAConnectionThatIsNoRequestWithoutMethodAndScheme() {
    String policy = "egress: {allow: [{host: db.test, ports: 5432}, {methods: [GET]}]}\n";
    PolicyDecisionPoint point = new PolicyDecisionPoint(Policies.policy(policy));
    HttpRequestView raw = new HttpRequestView();
    CallView call = new CallView().tool("net:connect").request(raw);
    raw.set(null, null, "db.test", 5432, null, 0, null, null);
    assertThat(point.decide(call).effect()).isEqualTo(Effect.ALLOW);
    raw.set(null, null, "other.test", 80, null, 0, null, null);
    assertThat(point.decide(call).effect()).isEqualTo(Effect.DENY);
  }

  @Test
  void leavesCallsThatAreNoRequestsAlone() {
    String policy = "egress: {allow: []}\nrules: [{name: all, tools: pay, action: allow}]\n";
    assertThat(Policies.decide(Policies.policy(policy), "pay", "{}").toString())
        .isEqualTo("ALLOW by `all`");
  }

  @Test
  void explainsARequestWithItsFacts() throws Exception {
    PolicySet policy =
        Policies.policy(
            "egress: {allow: [shop.test]}\n"
                + "rules: [{name: r, tools: 'http:*', condition: http.port != 443,"
                + " action: deny}]\n");
    CallView call = new CallView().tool("http:GET").request(get("shop.test", null));
    Explanation explained = new PolicyExplainer(policy).explain(call);
    assertThat(Objects.requireNonNull(explained.decision()).toString())
        .isEqualTo("ALLOW by `egress`");
    assertThat(explained.rules().get(0).answer()).isEqualTo(Answer.FALSE);
    assertThat(Objects.requireNonNull(explained.rules().get(0).condition()).values())
        .containsExactly(new FoundValue("http.port", "number", "443"));
    CallView denied = new CallView().tool("http:GET").request(get("127.0.0.1", null));
    assertThat(
            Objects.requireNonNull(new PolicyExplainer(policy).explain(denied).decision())
                .toString())
        .isEqualTo("DENY by `egress`");
  }

  @Test
  void caseFilesPutRequestsToAPolicy() throws Exception {
    String text =
        "cases:\n"
            + "- {name: a, http: {method: GET, scheme: https, host: Shop.test.}, expect: allow}\n"
            + "- {name: b, http: {method: GET, scheme: https, host: shop.test, ip: 10.0.0.1},"
            + " expect: deny}\n"
            + "- {name: c, http: {host: db.test, port: 5432, ip: '2606::1'}, expect: deny}\n"
            + "- {name: d, http: {method: GET, host: '127.1'}, expect: deny}\n";
    PolicySet policy = Policies.policy("egress: {allow: [{host: shop.test, ports: 443}]}\n");
    PolicyDecisionPoint point = new PolicyDecisionPoint(policy);
    PolicyCases cases = PolicyCases.read(Policies.source("x.cases.yaml", text));
    for (PolicyCase one : cases.cases()) {
      assertThat(point.decide(one.call(0)).effect()).as(one.name()).isEqualTo(one.effect());
    }
    assertThat(cases.cases())
        .extracting(PolicyCase::tool)
        .containsExactly("http:GET", "http:GET", "net:connect", "http:GET");
    HttpRequestView third = Objects.requireNonNull(cases.cases().get(2).request());
    assertThat(third.ip()).isEqualTo("2606::1");
  }

  @Test
  void lintNamesRulesThatReadRequestsElsewhere() {
    String condition = ", action: deny, condition: \"http.port != 443\"}\n";
    for (String tools : List.of("pay", "'fetch_*'", "https")) {
      assertThat(findings("rules: [{name: r, tools: " + tools + condition.replace("}\n", "}]\n")))
          .as(tools)
          .contains("request-facts");
    }
    for (String tools : List.of("'http:*'", "'*'", "'h*'", "'net:connect'", "[pay, 'http:GET']")) {
      assertThat(findings("rules: [{name: r, tools: " + tools + condition.replace("}\n", "}]\n")))
          .as(tools)
          .doesNotContain("request-facts");
    }
  }

  @Test
  void lintTakesNoRuleAboutRequestsForOneThatNeverMatches() {
    assertThat(
            findings(
                "egress: {allow: [shop.test]}\nrules:\n"
                    + "- {name: a, tools: ['http:GET', 'http:PUT'], action: allow,"
                    + " condition: \"http.host == 'shop.test' and http.port == 443\"}\n"
                    + "- {name: b, tools: 'http:*', action: deny,"
                    + " condition: \"http.redirects > 2 or http.ip starts_with '10.'\"}\n"))
        .isEmpty();
    assertThat(
            findings(
                "rules: [{name: a, tools: 'http:*', action: deny,"
                    + " condition: \"http.port < 0\"}]\n"))
        .containsExactly("never-true");
  }

  private static List<String> findings(String body) {
    List<String> checks = new ArrayList<>();
    for (LintFinding finding : PolicyLint.check(Policies.policy(body), List.of("http:POST"))) {
      checks.add(finding.check());
    }
    return checks;
  }

  @Test
  void replayDoesNotGuessWhereARequestWent() {
    PolicySet policy = Policies.policy("egress: {allow: []}\n");
    ReplayDecisionPoint replay = new ReplayDecisionPoint(policy, LimitCounter.EXHAUSTED);
    CallView call = new CallView().tool("http:GET");
    assertThat(replay.decideWithoutArguments(call, null)).isNull();
    assertThat(replay.decideWithoutArguments(call.tool("pay"), null)).isNotNull();
  }

  @Test
  void confinesOnlyWhereSomethingSaysSo() {
    assertThat(Policies.policy("rules: [{name: r, tools: ['*', pay], action: allow}]\n").confines())
        .isFalse();
    for (String body :
        List.of(
            "egress: {deny: []}\n",
            "rules: [{name: r, tools: ['pay', 'http:GET'], action: allow}]\n",
            "rules: [{name: r, tools: 'net:connect', action: deny}]\n",
            "rules: [{name: r, condition: \"not has(http.host)\", action: deny}]\n",
            "boxes: [{name: b, tools: pay, network: none}]\n")) {
      PolicySet policy = Policies.policy(body);
      assertThat(policy.confines()).as(body).isTrue();
      assertThat(policy.governsRequests()).as(body).isTrue();
      assertThat(policy.governsWholeProcess()).as(body).isFalse();
    }
    PolicySet files = Policies.policy("boxes: [{name: b, tools: pay, files: none}]\n");
    assertThat(files.confines()).isTrue();
    assertThat(files.governsRequests()).isFalse();
    assertThat(Policies.policy("egress: {scope: process, deny: []}\n").governsWholeProcess())
        .isTrue();
  }
}
