package dev.sallyport.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.sallyport.engine.arguments.ArgumentPaths;
import dev.sallyport.engine.arguments.ArgumentScan;
import dev.sallyport.engine.arguments.Decimal;
import dev.sallyport.engine.arguments.JsonCases;
import dev.sallyport.engine.arguments.Kind;
import dev.sallyport.engine.arguments.Step;
import dev.sallyport.engine.arguments.Value;
import dev.sallyport.engine.arguments.ValueCursor;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The scan beside a strict reader that builds trees: same texts accepted, same values found. */
class ArgumentScanAgreementTest {
  private static final int TEXTS = 120_000;
  private static final int PARTS = 16;

  private final ArgumentPaths.Builder builder = ArgumentPaths.builder();
  private final List<List<Step>> paths = new ArrayList<>();
  private final List<Step[]> cursorPaths = new ArrayList<>();
  private final ArgumentPaths wanted = wanted();
  private final ArgumentScan scan = new ArgumentScan(1 << 20, 64, 50_000);
  private final ValueCursor cursor = new ValueCursor();
  private final Value out = new Value();
  private final Value lower = new Value();
  private final Value fact = new Value();
  private int accepted;
  private String question = "";

  private ArgumentPaths wanted() {
    add();
    for (String key : RandomJson.KEYS) {
      add(Step.key(key));
      add(Step.key(key), Step.index(0));
      add(Step.key(key), Step.index(2), Step.key("a"));
      add(Step.key(key), Step.index(1), Step.index(0));
      cursorPaths.add(new Step[] {Step.key(key), Step.EVERY});
      cursorPaths.add(new Step[] {Step.key(key), Step.EVERY, Step.EVERY});
      for (String below : RandomJson.KEYS) {
        add(Step.key(key), Step.key(below));
        cursorPaths.add(new Step[] {Step.key(key), Step.EVERY, Step.key(below)});
        cursorPaths.add(
            new Step[] {Step.key(below), Step.EVERY, Step.key(key), Step.EVERY, Step.index(1)});
      }
    }
    add(Step.index(0));
    add(Step.key("a"), Step.key("b"), Step.key("c"), Step.key("a"));
    add(Step.key("never"));
    return builder.build();
  }

  private void add(Step... path) {
    assertThat(builder.add(List.of(path))).isEqualTo(paths.size());
    paths.add(List.of(path));
  }

  @Test
  void acceptsWhatAStrictReaderAcceptsAndFindsWhatItFinds() throws Exception {
    check(TEXTS);
    assertThat(accepted).isBetween(TEXTS / 3, TEXTS * 9 / 10);
  }

  private void check(int texts) throws IOException {
    for (JsonCases.Case one : JsonCases.read()) {
      check(one.line(), one.text());
    }
    for (long seed = 0; seed < texts; seed++) {
      check(seed, new RandomJson(seed).next());
    }
  }

  @Test
  void agreesWhereStringsCannotBeReadInPlace() throws Exception {
    assertThat(inAnotherJvm()).isEqualTo("copied, agreed");
  }

  @Test
  void agreesWhereAllStringsAreUtf16() throws Exception {
    String open = "--add-opens=java.base/java.lang=ALL-UNNAMED";
    assertThat(inAnotherJvm(open, "-XX:-CompactStrings")).isEqualTo("in place, agreed");
  }

  @Test
  void agreesWhereAllStringsAreUtf16AndCannotBeRead() throws Exception {
    assertThat(inAnotherJvm("-XX:-CompactStrings")).isEqualTo("copied, agreed");
  }

  @Test
  void stringsOfThisTestAreReadInPlace() {
    assertThat(JsonCases.areStringsReadInPlace()).isTrue();
  }

  private static String inAnotherJvm(String... options) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(options));
    command.addAll(
        List.of("-cp", System.getProperty("java.class.path"), InAnotherJvm.class.getName()));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return output;
  }

  /** The program that the tests start. */
  static final class InAnotherJvm {
    private InAnotherJvm() {}

    public static void main(String[] arguments) throws Exception {
      new ArgumentScanAgreementTest().check(6_000);
      System.out.print(JsonCases.areStringsReadInPlace() ? "in place, agreed" : "copied, agreed");
    }
  }

  private void check(long seed, String json) {
    question = "seed or line " + seed + ": " + json;
    Map<String, Object> arguments = null;
    Object refusal = "";
    try {
      arguments = new ArgumentReader(EngineLimits.DEFAULTS).read(json);
    } catch (ArgumentException e) {
      refusal = e;
    }
    boolean ok = scan.scan(json, wanted);
    if (arguments == null) {
      check(!ok, "accepted", refusal);
      check(!scan.problem().isEmpty(), "no problem", refusal);
    } else if (ok) {
      accepted++;
      comparePaths(seed, arguments);
      compareCursors(seed, arguments);
    } else {
      boolean split = scan.problem().startsWith("got an unpaired surrogate") && isSplitPair(json);
      check(split, scan.problem(), "accepted");
    }
  }

  private void check(boolean right, Object got, Object expected) {
    if (!right) {
      fail("got " + got + ", wanted " + expected + ", " + question);
    }
  }

  /**
   * Half of a pair as an escape and half as a character: a reader joins them, the scan does not.
   */
  private static boolean isSplitPair(String json) {
    int at = 0;
    while (at < json.length()) {
      int codePoint = json.codePointAt(at);
      if (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE) {
        return json.contains("\\u");
      }
      at += Character.charCount(codePoint);
    }
    return false;
  }

  // Each text is asked for some of the paths, each path of many texts.

  private void comparePaths(long seed, Map<String, Object> arguments) {
    for (int slot = (int) (seed % PARTS); slot < paths.size(); slot += PARTS) {
      Object expected = at(arguments, paths.get(slot).toArray(new Step[0]));
      compare(expected, scan.value(slot), paths.get(slot));
      check(scan.kind(slot) == scan.value(slot).kind(), scan.kind(slot), expected);
    }
  }

  private void compareCursors(long seed, Map<String, Object> arguments) {
    for (int at = (int) (seed % PARTS); at < cursorPaths.size(); at += PARTS) {
      Step[] path = cursorPaths.get(at);
      List<Object> expected = new ArrayList<>();
      Step[] rest = Arrays.copyOfRange(path, 1, path.length);
      collect(at(arguments, new Step[] {path[0]}), rest, 0, expected);
      cursor.open(scan.value(builder.add(List.of(path[0]))), path, 1);
      for (Object value : expected) {
        check(cursor.next(out), "no value", value);
        compare(value, out, path);
      }
      check(!cursor.next(out), "one value too many", expected);
    }
  }

  private void compare(Object expected, Value value, Object path) {
    check(value.kind() == kind(expected), value.kind(), path);
    if (expected instanceof String text) {
      compareText(text, value);
    } else if (expected instanceof BigDecimal number) {
      compareNumber(number, value);
    } else if (expected instanceof List<?> list) {
      check(value.size() == list.size(), value.size(), expected);
    } else if (expected instanceof Map<?, ?> map) {
      check(value.size() == map.size(), value.size(), expected);
    }
  }

  private void compareText(String text, Value value) {
    Charset charset = value.utf8() ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1;
    String found = new String(value.bytes(), value.start(), value.end() - value.start(), charset);
    check(found.equals(text), found, text);
    check(value.size() == text.codePointCount(0, text.length()), value.size(), text);
    fact.setText(text);
    check(fact.equalsText(value) && fact.compareText(value) == 0, found, text);
    lower.lower(value);
    StringBuilder expected = new StringBuilder();
    text.codePoints().map(Character::toLowerCase).forEach(expected::appendCodePoint);
    fact.setText(expected.toString());
    check(lower.equalsText(fact), "another lower case", expected);
  }

  private void compareNumber(BigDecimal number, Value value) {
    BigDecimal least = number.stripTrailingZeros();
    least = least.scale() < 0 ? least.setScale(0) : least;
    boolean small =
        least.scale() <= 18 && least.unscaledValue().abs().compareTo(BigInteger.TEN.pow(18)) < 0;
    check(value.isSmall() == small, value.isSmall(), number);
    check(value.signum() == number.signum(), value.signum(), number);
    check(value.compareTo(Decimal.parse(number.toString())) == 0, "another number", number);
    if (small) {
      check(value.scale() == least.scale(), value.scale(), number);
      check(value.unscaled() == least.unscaledValue().longValueExact(), value.unscaled(), number);
    }
  }

  private static int kind(Object value) {
    if (value == NoValue.MISSING) {
      return Kind.MISSING;
    }
    if (value == NoValue.ERROR) {
      return Kind.MISFIT;
    }
    if (value == NoValue.NULL) {
      return Kind.NULL;
    }
    if (value instanceof Boolean flag) {
      return flag ? Kind.TRUE : Kind.FALSE;
    }
    if (value instanceof BigDecimal) {
      return Kind.NUMBER;
    }
    return value instanceof String ? Kind.TEXT : value instanceof List ? Kind.LIST : Kind.OBJECT;
  }

  private static void collect(Object value, Step[] path, int from, List<Object> found) {
    Object at = value;
    for (int step = from; step < path.length; step++) {
      if (path[step].isEvery() && at instanceof List<?> list) {
        for (Object element : list) {
          collect(element, path, step + 1, found);
        }
        if (list.isEmpty()) {
          found.add(NoValue.MISSING);
        }
        return;
      }
      at = next(at, path[step]);
    }
    found.add(at);
  }

  private static Object at(Object value, Step[] path) {
    Object at = value;
    for (Step step : path) {
      at = next(at, step);
    }
    return at;
  }

  private static Object next(Object value, Step step) {
    if (value == NoValue.NULL || value == NoValue.MISSING) {
      return NoValue.MISSING;
    }
    @Nullable Object next = NoValue.ERROR;
    if (step.key() != null && value instanceof Map<?, ?> map) {
      next = map.get(step.key());
    } else if (step.index() >= 0 && value instanceof List<?> list) {
      next = step.index() < list.size() ? list.get(step.index()) : null;
    }
    return next == null ? NoValue.MISSING : next;
  }
}
