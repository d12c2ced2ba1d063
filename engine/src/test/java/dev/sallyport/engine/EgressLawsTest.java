package dev.sallyport.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;

/** Random egress blocks and rules are answered as a plain reading of the documentation says. */
class EgressLawsTest {
  private static final String[] ADDRESSES = {
    "8.8.8.8", "10.0.0.1", "127.0.0.1", "203.0.113.5", "fd00::1", "::1", "2606::1", "2002:a00:1::"
  };
  private static final String[] ACTIONS = {"allow", "deny", "require_approval"};
  private static final String[] CONDITIONS = {
    "true",
    "http.host == 'a.test'",
    "http.port > 100",
    "http.method in ['POST']",
    "has(http.ip)",
    "http.ip == '10.0.0.1'",
    "http.redirects < 2",
    "http.path starts_with '/v1/'"
  };

  private record RandomRule(String tool, String action, int priority, String condition) {
    String yaml(int number) {
      return "- {name: r"
          + number
          + ", tools: '"
          + tool
          + "', action: "
          + action
          + ", priority: "
          + priority
          + ", condition: \""
          + condition
          + "\"}\n";
    }

    boolean matches(HttpRequestView request) {
      return (tool.equals("http:*") || tool.equals("*") || tool.equals("http:" + request.method()))
          && holds(request);
    }

    private boolean holds(HttpRequestView request) {
      return switch (condition) {
        case "http.host == 'a.test'" -> "a.test".equals(request.host());
        case "http.port > 100" -> request.port() > 100;
        case "http.method in ['POST']" -> "POST".equals(request.method());
        case "has(http.ip)" -> request.address() != null;
        case "http.ip == '10.0.0.1'" ->
            request.address() != null && request.address().getHostAddress().equals("10.0.0.1");
        case "http.redirects < 2" -> request.redirects() < 2;
        case "http.path starts_with '/v1/'" ->
            request.path() != null && request.path().startsWith("/v1/");
        default -> true;
      };
    }
  }

  private static PlainEgress.Question question(Random random) {
    boolean http = random.nextInt(5) > 0;
    return new PlainEgress.Question(
        http ? PlainEgress.one(random, "GET", "POST") : null,
        http ? PlainEgress.one(random, "http", "https") : null,
        PlainEgress.one(
            random,
            "a.test",
            "b.a.test",
            "c.b.a.test",
            "ab.test",
            "evil.test",
            "127.0.0.1",
            "8.8.8.8",
            "fd00::1",
            "10.0.0.1"),
        random.nextInt(3) - 1 < 0 ? -1 : random.nextBoolean() ? 443 : 80,
        random.nextBoolean() ? null : PlainEgress.one(random, ADDRESSES));
  }

  private static EgressAnswer answer(@Nullable Boolean allowed) {
    return allowed == null ? EgressAnswer.OPEN : allowed ? EgressAnswer.ALLOW : EgressAnswer.DENY;
  }

  private static @Nullable InetAddress socket(@Nullable String address) throws Exception {
    return address == null ? null : IpAddressTest.socket(address);
  }

  @Property(tries = 1_000)
  void listsAnswerAsThePlainReadingDoes(@ForAll long seed) throws Exception {
    Random random = new Random(seed);
    PlainEgress plain = PlainEgress.random(random);
    Egress egress = Objects.requireNonNull(Policies.policy(plain.yaml()).egress());
    for (int call = 0; call < 40; call++) {
      PlainEgress.Question asked = question(random);
      InetAddress address = socket(asked.address());
      assertThat(egress.judge(asked.method(), asked.scheme(), asked.host(), asked.port(), address))
          .as(plain.yaml() + asked)
          .isEqualTo(answer(plain.allows(asked)));
    }
  }

  @Property(tries = 500)
  void whatIsDeniedBeforeTheAddressIsKnownIsDeniedWithEveryAddress(@ForAll long seed)
      throws Exception {
    Random random = new Random(seed);
    Egress egress =
        Objects.requireNonNull(Policies.policy(PlainEgress.random(random).yaml()).egress());
    PlainEgress.Question asked = question(random);
    for (String address : ADDRESSES) {
      EgressAnswer before =
          egress.judge(asked.method(), asked.scheme(), "a.test", asked.port(), null);
      EgressAnswer later =
          egress.judge(asked.method(), asked.scheme(), "a.test", asked.port(), socket(address));
      assertThat(later).isNotEqualTo(EgressAnswer.OPEN);
      // A deny list may name an address; then the name alone leaves it open.
      assertThat(before == EgressAnswer.DENY && later == EgressAnswer.ALLOW).isFalse();
    }
  }

  @Property(tries = 1_000)
  void rulesAndListsUniteAsThePlainReadingDoes(@ForAll long seed) throws Exception {
    Random random = new Random(seed);
    PlainEgress plain =
        random.nextBoolean() ? PlainEgress.random(random) : new PlainEgress(null, List.of());
    boolean block = random.nextBoolean();
    PlainEgress inForce = block ? plain : new PlainEgress(null, List.of());
    ConflictStrategy strategy = ConflictStrategy.values()[random.nextInt(4)];
    boolean allowsByDefault = random.nextBoolean();
    List<RandomRule> rules = new ArrayList<>();
    StringBuilder text =
        new StringBuilder("conflict: " + strategy.word() + "\ndefault_action: ")
            .append(allowsByDefault ? "allow\n" : "deny\n")
            .append(block ? plain.yaml() : "")
            .append("rules:\n- {name: noted, action: log}\n");
    for (int count = random.nextInt(4); count > 0; count--) {
      RandomRule rule =
          new RandomRule(
              PlainEgress.one(random, "http:GET", "http:*", "*", "pay"),
              PlainEgress.one(random, ACTIONS),
              random.nextInt(2),
              PlainEgress.one(random, CONDITIONS));
      text.append(rule.yaml(rules.size()));
      rules.add(rule);
    }
    PolicyDecisionPoint point = new PolicyDecisionPoint(Policies.policy(text.toString()));
    CallView call = new CallView();
    HttpRequestView request = new HttpRequestView();
    for (int at = 0; at < 20; at++) {
      PlainEgress.Question asked = question(random);
      String method = asked.method() == null ? "GET" : asked.method();
      String scheme = asked.scheme() == null ? "https" : asked.scheme();
      PlainEgress.Question http =
          new PlainEgress.Question(method, scheme, asked.host(), asked.port(), asked.address());
      String path = PlainEgress.one(random, "/", "/v1/x");
      request.set(
          method,
          scheme,
          asked.host(),
          asked.port(),
          path,
          random.nextInt(4),
          "client 1",
          socket(asked.address()));
      Decision decision = point.decide(call.tool("http:" + method).request(request));
      Effect wanted =
          Boolean.FALSE.equals(inForce.allows(http))
              ? Effect.DENY
              : effect(rules, request, strategy, block || allowsByDefault);
      assertThat(decision.effect()).as(text.toString() + http).isEqualTo(wanted);
      assertThat(decision.error()).isNull();
      assertThat(decision.notedRules()).containsExactly("noted");
    }
  }

  private static Effect effect(
      List<RandomRule> rules, HttpRequestView request, ConflictStrategy strategy, boolean rest) {
    List<String> matching = new ArrayList<>();
    for (int priority = 1; priority >= 0; priority--) {
      for (RandomRule rule : rules) {
        boolean counts =
            rule.priority() == priority
                || strategy == ConflictStrategy.DENY_OVERRIDES
                || strategy == ConflictStrategy.ALLOW_OVERRIDES;
        if (counts && rule.matches(request)) {
          matching.add(rule.action());
        }
      }
      if (!matching.isEmpty()) {
        break;
      }
    }
    boolean allowFirst = strategy == ConflictStrategy.ALLOW_OVERRIDES;
    if (matching.contains(allowFirst ? "allow" : "deny")) {
      return allowFirst ? Effect.ALLOW : Effect.DENY;
    }
    if (matching.contains("require_approval")) {
      return Effect.REQUIRE_APPROVAL;
    }
    return matching.isEmpty()
        ? rest ? Effect.ALLOW : Effect.DENY
        : allowFirst ? Effect.DENY : Effect.ALLOW;
  }
}
