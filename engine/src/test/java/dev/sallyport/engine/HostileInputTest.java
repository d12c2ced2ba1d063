package dev.sallyport.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Named.named;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a model sends, a verdict comes soon, and it is deny where there is an error. */
class HostileInputTest {
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final int MOST_CHARACTERS = 1 << 24;
  private static final EngineLimits WIDEST =
      new EngineLimits(1 << 20, 10_000, 64, MOST_CHARACTERS, 512, 1_000_000);

  /** Runs if {@code condition} is true, or if it is not false, by the rule's action. */
  private static PolicySet oneRule(String action, String condition, EngineLimits limits) {
    PolicySource source = Policies.oneRule(action, condition).sources().get(0);
    try {
      return PolicyParser.parse(List.of(source), limits, ParentDocuments.NONE);
    } catch (PolicyException e) {
      throw new AssertionError(e);
    }
  }

  private static Decision decideSoon(PolicySet policy, String arguments) {
    return assertTimeoutPreemptively(SOON, () -> Policies.decide(policy, "tool", arguments));
  }

  private static void assertAllowed(String condition, String arguments, EngineLimits limits) {
    Decision decision = decideSoon(oneRule("allow", condition, limits), arguments);
    assertThat(decision.error()).isNull();
    assertThat(decision.rule()).as(condition).isEqualTo("rule");
    assertThat(decision.effect()).isEqualTo(Effect.ALLOW);
  }

  /** Neither an allow rule nor the default lets it run. */
  private static void assertRefused(String arguments, String error, EngineLimits limits) {
    for (String action : List.of("allow", "warn")) {
      Decision decision = decideSoon(oneRule(action, "true", limits), arguments);
      assertThat(decision.effect()).isEqualTo(Effect.DENY);
      assertThat(decision.rule()).isNull();
      assertThat(decision.error()).startsWith("arguments: ").contains(error).hasSizeLessThan(400);
    }
  }

  private static String text(String content) {
    return "{\"a\":\"" + content + "\"}";
  }

  @Test
  void refusesATextOf16MegabytesUnlessTheLimitIsAsHigh() {
    String most = text("x".repeat(MOST_CHARACTERS - 8));
    assertRefused(most, "got 16777216 characters, wanted at most 1048576", EngineLimits.DEFAULTS);
    assertRefused(most + " ", "got 16777217 characters, wanted at most 16777216", WIDEST);

    String condition = "size(args.a) == 16777208 and not args.a contains 'y'";
    assertAllowed(condition + " and args.a matches '^x+$' and not args.a in ['x']", most, WIDEST);
    String wide = text("\u20ac".repeat(MOST_CHARACTERS - 8));
    assertAllowed(condition + " and lower(args.a) matches '^\u20ac+$'", wide, WIDEST);
  }

  static Stream<Arguments> deepTexts() {
    int depth = 100_000;
    return Stream.of(
        Arguments.of(named("lists", "{\"a\":" + "[".repeat(depth) + "]".repeat(depth) + "}")),
        Arguments.of(named("objects", "{\"a\":".repeat(depth) + "1" + "}".repeat(depth))),
        Arguments.of(named("both", "{\"a\":[".repeat(depth) + "1" + "]}".repeat(depth))),
        Arguments.of(named("not closed", "{\"b\":[0,1],\"a\":" + "[".repeat(depth))));
  }

  @ParameterizedTest
  @MethodSource("deepTexts")
  void refusesDeepNestingAlsoWhereTheStackIsSmall(String arguments) throws Exception {
    AtomicReference<Throwable> failure = new AtomicReference<>();
    Runnable refusals =
        () -> {
          assertRefused(arguments, "got deeper nesting than 64 levels", EngineLimits.DEFAULTS);
          assertRefused(arguments, "got deeper nesting than 512 levels", WIDEST);
        };
    Thread thread = new Thread(null, refusals, "small stack", 160 << 10);
    thread.setUncaughtExceptionHandler((at, thrown) -> failure.set(thrown));
    thread.start();
    thread.join(TimeUnit.MINUTES.toMillis(1));

    assertThat(thread.isAlive()).isFalse();
    assertThat(failure.get()).isNull();
  }

  @Test
  void readsADeepValueWithinTheLimit() {
    String path = "a" + "[0]".repeat(500);
    assertAllowed(
        "args." + path + " == 7", "{\"a\":" + "[".repeat(500) + 7 + "]".repeat(500) + "}", WIDEST);
  }

  /** One object with {@code count} keys, the last of them {@code last}. */
  private static String keys(int count, java.util.function.IntFunction<String> key, String last) {
    StringBuilder json = new StringBuilder(MOST_CHARACTERS).append('{');
    for (int at = 0; at < count - 1; at++) {
      json.append('"').append(key.apply(at)).append("\":0,");
    }
    return json.append('"').append(last).append("\":1}").toString();
  }

  /** Keys with the same {@link String#hashCode}. */
  private static String sameHash(int number) {
    StringBuilder key = new StringBuilder();
    for (int bit = 0; bit < 17; bit++) {
      key.append((number >> bit & 1) == 0 ? "Aa" : "BB");
    }
    return key.toString();
  }

  /** Keys that differ in the highest bits of words of eight bytes only. */
  private static String sameLowBits(int number) {
    return "_______" + (char) ('0' + number / 74) + "_______" + (char) ('0' + number % 74);
  }

  private static String plainKey(int number) {
    return "k" + Integer.toString(number, 36);
  }

  @Test
  void countsAMillionKeys() {
    String million = keys(1_000_000, HostileInputTest::plainKey, "last");
    assertAllowed("args.last == 1 and args.k7 == 0 and size(args) == 1000000", million, WIDEST);
    assertRefused(keys(1_000_000, HostileInputTest::plainKey, "k5"), "duplicate key `k5`", WIDEST);
    assertRefused(million, "characters, wanted at most 1048576", EngineLimits.DEFAULTS);
    assertRefused(
        keys(50_001, HostileInputTest::plainKey, "k"),
        "got more than 50000 values",
        EngineLimits.DEFAULTS);
  }

  @Test
  void isNotSlowedDownByKeysThatCollideElsewhere() {
    String equal = keys(1 << 17, HostileInputTest::sameHash, "last");
    assertAllowed("args.last == 1 and size(args) == 131072", equal, WIDEST);
    assertRefused(
        keys(1 << 17, HostileInputTest::sameHash, sameHash(3)), "duplicate key `BBBBAaAa", WIDEST);
    String lowBits = keys(74 * 74, HostileInputTest::sameLowBits, "last").replace("\\", "\\\\");
    assertAllowed("args.last == 1 and size(args) == 5476", lowBits, WIDEST);
  }

  @ParameterizedTest
  @CsvSource({
    "(a+)+$, true",
    "^(a+)+$, true",
    "(a|aa)+$, true",
    "(a*)*b, false",
    "^(([a-z])+.)+[A-Z]([a-z])+$, false",
    "(.*)*x(.*)*y, false"
  })
  void matchesPatternsThatExplodeElsewhere(String pattern, boolean found) {
    PolicySet policy = Policies.oneRule("deny", "args.a matches '" + pattern + "'");
    for (String ending : List.of("", "!", "\u20ac")) {
      Decision decision = decideSoon(policy, text("a".repeat(1_000_000) + ending));
      assertThat(decision.erringRules()).isEmpty();
      assertThat(decision.effect() == Effect.DENY).isEqualTo(found && ending.isEmpty());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e400", "-1e400", "1e-400", "1e99999999999", "0.0e-99999999999x"})
  void refusesNumbersThatNoDoubleCanHold(String number) {
    assertRefused("{\"a\":" + number + "}", "", EngineLimits.DEFAULTS);
    assertRefused("{\"b\":[" + number + "]}", "", EngineLimits.DEFAULTS);
  }

  @ParameterizedTest
  @CsvSource({
    "-0, args.a == 0 and not args.a < 0",
    "-0.0e5, args.a == 0 and args.a >= 0 and not args.a",
    "9223372036854775808, args.a > 9223372036854775807 and args.a == 9223372036854775808",
    "-9223372036854775809, args.a < -9223372036854775808",
    "9007199254740993, args.a != 9007199254740992 and args.a > 9007199254740992",
    "9007199254740993.0, args.a == 9007199254740993",
    "0.1, args.a == 0.1 and args.a < 0.1000000000000000055511151231257827",
    "1e308, args.a > 99999999999999999999",
    "4.9e-324, args.a > 0"
  })
  void comparesNumbersExactly(String number, String condition) {
    assertAllowed(condition, "{\"a\":" + number + "}", EngineLimits.DEFAULTS);
  }

  @Test
  void comparesNumbersOfHundredsOfDigitsExactly() {
    String digits = "9".repeat(300);
    assertAllowed("args.a > " + digits + ".9", "{\"a\":" + digits + ".91}", EngineLimits.DEFAULTS);
    assertAllowed("args.a == 0." + digits, "{\"a\":0." + digits + "00}", EngineLimits.DEFAULTS);
    assertAllowed("args.a < 1", "{\"a\":0." + "9".repeat(398) + "}", EngineLimits.DEFAULTS);
    assertRefused("{\"a\":" + "9".repeat(400) + "}", "no double can hold", EngineLimits.DEFAULTS);
    assertRefused("{\"a\":0." + "9".repeat(399) + "}", "401 characters", EngineLimits.DEFAULTS);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\ud800",
        "x\udfff",
        "\udc00\ud800",
        "\\ud800",
        "\\udfff x",
        "\\ud800\\ud800",
        "\ud83d" + "\\ude00"
      })
  void refusesUnpairedSurrogatesWhereverTheyAre(String text) {
    assertRefused(text(text), "unpaired surrogate", EngineLimits.DEFAULTS);
    assertRefused("{\"" + text + "\":1}", "unpaired surrogate", EngineLimits.DEFAULTS);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "caf\u0065\u0301",
        "to\u200bol",
        "tool\u202e",
        "to\u00adol",
        "tool\ufeff",
        "\ud800",
        "to\u0000ol"
      })
  void refusesToolNamesThatLookLikeOthers(String tool) {
    Decision decision =
        new PolicyDecisionPoint(Policies.policy("default_action: allow\n"))
            .decide(new CallView().tool(tool).arguments("{}"));
    assertThat(decision.effect()).isEqualTo(Effect.DENY);
    assertThat(decision.error()).startsWith("tool name: ");
  }

  @Test
  void aConfusableNameIsNotTheNameThatARuleAllows() {
    PolicySet policy = Policies.policy("rules:\n- {name: r, tools: [pay, café], action: allow}\n");
    assertThat(Policies.decide(policy, "pay", "{}").effect()).isEqualTo(Effect.ALLOW);
    assertThat(Policies.decide(policy, "café", "{}").effect()).isEqualTo(Effect.ALLOW);
    for (String other : List.of("p\u0430y", "Pay", "pay.", "\uff50ay", "cafe", "cafė")) {
      assertThat(Policies.decide(policy, other, "{}").effect()).isEqualTo(Effect.DENY);
    }
  }

  @Test
  void looksAtTenThousandValuesOfAPathAndNotAtOneMore() {
    String most = "{\"a\":[" + "1,".repeat(EngineLimits.PATH_VALUES - 1) + "1]}";
    String more = "{\"a\":[" + "1,".repeat(EngineLimits.PATH_VALUES) + "1]}";
    assertAllowed("args.a[*] == 1", most, EngineLimits.DEFAULTS);
    assertThat(decideSoon(Policies.oneRule("deny", "args.a[*] == 2"), most).effect())
        .isEqualTo(Effect.ALLOW);
    assertErrs(Policies.oneRule("allow", "args.a[*] == 1"), more);
    assertErrs(Policies.oneRule("deny", "args.a[*] == 2"), more);
  }

  @Test
  void comparesBigListsInTimeOrErrs() {
    String some = "{\"a\":[" + "1,".repeat(400) + "2],\"b\":[" + "3,".repeat(2_000) + "1,2]}";
    assertAllowed("args.a[*] in args.b", some, EngineLimits.DEFAULTS);
    String found = "{\"a\":[" + "1,".repeat(9_000) + "1],\"b\":[" + "3,".repeat(30_000) + "1]}";
    String notFound = found.replace('3', '4').replace(",1]}", ",4]}");
    assertErrs(Policies.oneRule("allow", "args.a[*] in args.b"), found);
    assertErrs(Policies.oneRule("deny", "args.a[*] in args.b"), notFound);
    assertErrs(Policies.oneRule("allow", "not args.b contains args.a[*]"), notFound);
    assertErrs(Policies.oneRule("deny", "args.a[*] not in args.b"), found);
  }

  private static void assertErrs(PolicySet policy, String arguments) {
    Decision decision = decideSoon(policy, arguments);
    assertThat(decision.error()).isNull();
    assertThat(decision.effect()).isEqualTo(Effect.DENY);
    assertThat(decision.erringRules()).containsExactly("rule");
  }
}
