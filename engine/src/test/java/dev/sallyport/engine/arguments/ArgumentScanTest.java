package dev.sallyport.engine.arguments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArgumentScanTest {
  private final ArgumentPaths.Builder builder = ArgumentPaths.builder();
  private final int root = builder.add(List.of());
  private final int a = builder.add(List.of(Step.key("a")));
  private final int below = builder.add(List.of(Step.key("a"), Step.key("b")));
  private final int element = builder.add(List.of(Step.key("a"), Step.index(1)));
  private final int member = builder.add(List.of(Step.key("a"), Step.index(1), Step.key("b")));
  private final ArgumentPaths paths = builder.build();
  private final ArgumentScan scan = new ArgumentScan(1 << 20, 64, 50_000);

  @Test
  void acceptsAndRefusesAsTheTableOfCasesSays() throws IOException {
    List<JsonCases.Case> cases = JsonCases.read();
    List<JsonCases.Case> wrong = new ArrayList<>();
    for (JsonCases.Case one : cases) {
      if (scan.scan(one.text(), paths) != one.acceptable()) {
        wrong.add(one);
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(cases).hasSizeGreaterThan(400);
  }

  @Test
  void sameTextIsJudgedTheSameWhereverItLiesInMemory() throws IOException {
    // Padding moves every case over the borders of the words that are read at once, and a character
    // beyond Latin-1 has it read from another buffer.
    for (JsonCases.Case one : JsonCases.read()) {
      if (one.text().startsWith("{") && one.text().endsWith("}")) {
        for (int padding = 0; padding < 20; padding++) {
          String padded = " ".repeat(padding) + one.text() + " ".repeat(19 - padding);
          assertThat(scan.scan(padded, paths)).as("%s", one).isEqualTo(one.acceptable());
          String wide = "{\"\u20ac \":" + padded + "}";
          assertThat(scan.scan(wide, paths)).as("%s", one).isEqualTo(one.acceptable());
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{\"a\":1,\"b\":2,\"a\":3}         | duplicate key `a` at offset 13",
        "{\"x\":{\"\\u0061\":1,\"a\":3}}   | duplicate key `a` at offset 17",
        "{\"€\":1,\"a\":2,\"a\":3}         | duplicate key `a` at offset 13",
        "{\"😀\":1,\"a\":2,\"a\":3}        | duplicate key `a` at offset 14",
        "{\"\":1,\"\":2}                   | duplicate key `` at offset 6",
        "{\"a\\n\":1,\"a\\u000a\":2}       | duplicate key `a\\u{a}` at offset 9",
        "{\"a\":1}  x                      | got more text after the object at offset 9",
        "[]                                | got `[`, wanted a JSON object at offset 0",
        "é                                 | got `é`, wanted a JSON object at offset 0",
        "{\"a\":1,}                        | got `}`, wanted a key in double quotes at offset 7",
        "{\"a\":                           | got the end of the text, wanted a JSON value at offset 5",
        "{\"a\" 1}                         | got `1`, wanted `:` at offset 5",
        "{\"a\":1 2}                       | got `2`, wanted `,` or `}` at offset 7",
        "{\"a\":[1 2]}                     | got `2`, wanted `,` or `]` at offset 8",
        "{\"a\":tru}                       | got `t`, wanted a JSON value at offset 5",
        "{\"a\":fals }                     | got `f`, wanted a JSON value at offset 5",
        "{\"a\":01}                        | got a number with a leading zero at offset 5",
        "{\"a\":1.}                        | got `}`, wanted a digit at offset 7",
        "{\"a\":-}                         | got `}`, wanted a digit at offset 6",
        "{\"a\":1e400}                     | got the number `1e400`, which no double can hold at offset 5",
        "{\"a\":\"\\x\"}                   | got the unknown escape `\\x` at offset 6",
        "{\"a\":\"\\u12\"}                 | got the unknown escape `\\u12\"}` at offset 6",
        "{\"a\":\"x\\ud800\"}              | got an unpaired surrogate at offset 7",
        "{\"a\":\"xyz                      | got a text without an end at offset 5",
      })
  void saysWhatIsWrongAndWhere(String json, String problem) {
    assertThat(scan.scan(json, paths)).isFalse();
    assertThat(scan.problem()).isEqualTo(problem);
    assertThat(scan.kind(root)).isEqualTo(Kind.MISFIT);
    assertThat(scan.value(a).kind()).isEqualTo(Kind.MISFIT);
  }

  @Test
  void problemIsOneBoundedLineHoweverLongAndHostileTheText() {
    String key = "\\u001b\\u0085\\u202e".repeat(10_000);
    String json = "{\"" + key + "\":1,\"" + key + "\":2}";
    assertThat(scan.scan(json, paths)).isFalse();
    assertThat(scan.problem())
        .startsWith("duplicate key `\\u{1b}\\u{85}\\u{202e}")
        .hasSizeLessThan(700)
        .matches(line -> line.chars().allMatch(character -> character >= 0x20 && character < 0x7f));
    assertThat(scan.scan("{\"a\":\"\n\"}", paths)).isFalse();
    assertThat(scan.problem()).isEqualTo("got a control character in a text at offset 6");
    assertThat(scan.scan("{\"a\":\"b\ud800\"}", paths)).isFalse();
    assertThat(scan.problem()).isEqualTo("got an unpaired surrogate at offset 7");
    assertThat(scan.scan("{}", paths)).isTrue();
    assertThat(scan.problem()).isEmpty();
  }

  @Test
  void takesNoArgumentsForTheEmptyObject() {
    for (@Nullable String json : new @Nullable String[] {null, "", " \t\r\n", "{}"}) {
      assertThat(scan.scan(json, paths)).isTrue();
      assertThat(scan.kind(root)).isEqualTo(Kind.OBJECT);
      assertThat(scan.value(root).hasElements()).isFalse();
      assertThat(scan.kind(a)).isEqualTo(Kind.MISSING);
      ValueCursor cursor = new ValueCursor();
      cursor.open(scan.value(root), new Step[] {Step.key("a"), Step.EVERY}, 0);
      assertThat(cursor.next(new Value())).isTrue();
      assertThat(cursor.next(new Value())).isFalse();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        // a, a.b, a[1], a[1].b
        "{}                          | 0 | 0 | 0 | 0",
        "{\"a\":null}                | 2 | 0 | 0 | 0",
        "{\"a\":1}                   | 5 | 1 | 1 | 1",
        "{\"a\":\"b\"}               | 6 | 1 | 1 | 1",
        "{\"a\":true}                | 4 | 1 | 1 | 1",
        "{\"a\":{}}                  | 8 | 0 | 1 | 1",
        "{\"a\":{\"b\":false}}       | 8 | 3 | 1 | 1",
        "{\"a\":[]}                  | 7 | 1 | 0 | 0",
        "{\"a\":[1]}                 | 7 | 1 | 0 | 0",
        "{\"a\":[1,null]}            | 7 | 1 | 2 | 0",
        "{\"a\":[{\"b\":1},2]}       | 7 | 1 | 5 | 1",
        "{\"a\":[1,{\"b\":\"\"}]}    | 7 | 1 | 8 | 6",
        "{\"a\":[1,{\"c\":\"\"},1]}  | 7 | 1 | 8 | 0",
      })
  void tellsMissingFromWhatDoesNotFit(String json, int atA, int atB, int atElement, int atMember) {
    assertThat(scan.scan(json, paths)).isTrue();
    assertThat(List.of(scan.kind(a), scan.kind(below), scan.kind(element), scan.kind(member)))
        .containsExactly(atA, atB, atElement, atMember);
  }

  @Test
  void holdsEveryLimitExactly() {
    ArgumentScan small = new ArgumentScan(20, 3, 4);
    assertThat(small.scan("{\"a\":\"1234567890123\"}".substring(0, 18) + "\"}", paths)).isTrue();
    assertThat(small.scan("{\"a\":\"1234567890123\"}", paths)).isFalse();
    assertThat(small.problem()).isEqualTo("got 21 characters, wanted at most 20");
    assertThat(small.scan("{\"a\":[[1]]}", paths)).isTrue();
    assertThat(small.scan("{\"a\":[[{}]]}", paths)).isFalse();
    assertThat(small.problem()).isEqualTo("got deeper nesting than 3 levels at offset 7");
    assertThat(small.scan("{\"a\":[1,2,3]}", paths)).isTrue();
    assertThat(small.scan("{\"a\":[1,2,3,4]}", paths)).isFalse();
    assertThat(small.problem()).isEqualTo("got more than 4 values at offset 12");
    assertThat(scan.scan("{\"a\":" + "1".repeat(300) + "." + "0".repeat(99) + "}", paths)).isTrue();
    assertThat(scan.scan("{\"a\":" + "1".repeat(300) + "." + "0".repeat(100) + "}", paths))
        .isFalse();
    assertThat(scan.problem())
        .isEqualTo("got a number of 401 characters, wanted at most 400 at offset 5");
  }

  @Test
  void refusesNumbersExactlyFromWhereADoubleCannotHoldThem() {
    BigDecimal infinite =
        new BigDecimal(BigInteger.TWO.pow(1024).subtract(BigInteger.TWO.pow(970)));
    BigDecimal zero = BigDecimal.ONE.divide(new BigDecimal(BigInteger.TWO.pow(1075)));
    for (int digits : new int[] {17, 20, 50, 308, 309, 350, 390}) {
      MathContext down = new MathContext(digits, RoundingMode.DOWN);
      BigDecimal step = BigDecimal.ONE.movePointLeft(digits - 1);
      BigDecimal below = infinite.round(down);
      boolean exact = below.compareTo(infinite) == 0;
      assertHoldable(below, !exact);
      assertHoldable(below.add(step.movePointRight(308)), false);
      assertHoldable(below.subtract(step.movePointRight(308)), true);
      assertHoldable(zero.round(down), false);
      assertHoldable(zero.round(down).add(step.movePointLeft(324)), true);
    }
  }

  private void assertHoldable(BigDecimal number, boolean holdable) {
    for (String sign : new String[] {"", "-"}) {
      String digits = number.unscaledValue() + "e" + -number.scale();
      double nearest = Double.parseDouble(digits);
      assertThat(Double.isFinite(nearest) && nearest != 0).as(digits).isEqualTo(holdable);
      assertThat(scan.scan("{\"a\":" + sign + digits + "}", paths)).as(digits).isEqualTo(holdable);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 23, 24, 25, 26, 100, 5_000})
  void findsADuplicateAmongAnyNumberOfKeys(int keys) {
    for (int twice : new int[] {0, keys / 2, keys - 2}) {
      StringBuilder json = new StringBuilder("{");
      for (int key = 0; key < keys - 1; key++) {
        json.append("\"key").append(key).append("\":{\"a\":{\"key").append(key).append("\":1}},");
      }
      String unique = json + "\"last\":0}";
      assertThat(scan.scan(unique, paths)).isTrue();
      json.append("\"key").append(twice).append("\":0}");
      assertThat(scan.scan(json.toString(), paths)).isFalse();
      assertThat(scan.problem()).startsWith("duplicate key `key" + twice + "` at offset ");
    }
  }

  @Test
  void findsEveryPathOfHundredsAtOneLevel() {
    ArgumentPaths.Builder many = ArgumentPaths.builder();
    StringBuilder json = new StringBuilder("{");
    for (int key = 0; key < 500; key++) {
      String name = "k".repeat(key % 40) + key;
      assertThat(many.add(List.of(Step.key(name)))).isEqualTo(key);
      assertThat(many.add(List.of(Step.key(name)))).isEqualTo(key);
      json.append(key == 0 ? "\"" : ",\"").append(name).append("\":").append(key);
    }
    ArgumentPaths wanted = many.build();
    assertThat(wanted.size()).isEqualTo(500);
    assertThat(scan.scan(json + "}", wanted)).isTrue();
    for (int key = 0; key < 500; key++) {
      assertThat(scan.value(key).unscaled()).isEqualTo(key);
    }
  }

  @Test
  void answersInBoundedTimeWhateverComes() {
    ArgumentScan wide = new ArgumentScan(64 << 20, 200_000, 4 << 20);
    List<String> texts = new ArrayList<>();
    texts.add("{\"a\":\"" + "x".repeat(16 << 20) + "\"}");
    texts.add("{\"a\":\"" + "\u20ac".repeat(8 << 20) + "\"}");
    texts.add("{\"a\":\"" + "\\u0041".repeat(4 << 20) + "\"}");
    texts.add("{\"a\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}");
    texts.add("{\"a\":".repeat(100_000) + "1" + "}".repeat(100_000));
    texts.add("{\"a\":" + "[".repeat(1 << 20));
    texts.add("{\"a\":" + "9".repeat(8 << 20) + "}");
    texts.add("{\"a\":1e" + "9".repeat(8 << 20) + "}");
    texts.add("{" + " ".repeat(16 << 20) + "}");
    texts.add(manyKeys("key", 1_000_000));
    texts.add(manyKeys("a common beginning of more than sixteen letters ", 100_000));
    assertTimeoutPreemptively(
        Duration.ofSeconds(60),
        () -> {
          for (String text : texts) {
            scan.scan(text, paths);
            boolean accepted = wide.scan(text, paths);
            assertThat(wide.problem()).hasSizeLessThan(700);
            if (accepted) {
              wide.value(a).size();
            }
          }
        });
    assertThat(wide.scan("{\"a\":1}", paths)).isTrue();
    assertThat(wide.value(a).unscaled()).isEqualTo(1);
  }

  /** Keys whose String hashes are all the same. */
  private static String manyKeys(String beginning, int keys) {
    StringBuilder json = new StringBuilder("{");
    for (int key = 0; key < keys; key++) {
      json.append(key == 0 ? "\"" : ",\"").append(beginning);
      for (int bit = 0; bit < 20; bit++) {
        json.append((key >> bit & 1) == 0 ? "Aa" : "BB");
      }
      json.append("\":0");
    }
    return json.append('}').toString();
  }

  @Test
  void forgetsTheTextWhenTold() {
    assertThat(scan.scan("{\"a\":\"\\u0041\"}", paths)).isTrue();
    assertThat(scan.value(a).bytes()).isNotEmpty();
    scan.forget();
    assertThat(scan.kind(a)).isEqualTo(Kind.MISFIT);
    assertThat(scan.problem()).isEmpty();
    assertThat(scan.scan("{\"a\":\"\\u0041\"}", paths)).isTrue();
    assertThat(scan.value(a).bytes()[scan.value(a).start()]).isEqualTo((byte) 'A');
  }
}
