package dev.sallyport.engine.arguments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ValueTest {
  private static final String[] NUMBERS = {
    "0",
    "-0",
    "0.000",
    "0e5",
    "1",
    "1.0",
    "1e0",
    "10e-1",
    "-1",
    "1.5",
    "1.50",
    "15e-1",
    "0.15e1",
    "2",
    "10",
    "100",
    "1e2",
    "0.1",
    "0.01",
    "0.000000000000000001",
    "0.0000000000000000001",
    "999999999999999999",
    "1000000000000000000",
    "1000000000000000000.5",
    "1e18",
    "1e17",
    "123456789012345678",
    "1234567890123456789",
    "12345678901234567.8",
    "-999999999999999999",
    "-1000000000000000001",
    "9223372036854775807",
    "9223372036854775808",
    "1e300",
    "1e-300",
    "1.0000000000000000000000000001",
    "1.0000000000000000000000000002",
    "100000000000000000000000000001",
    "-1e300",
    "999999999999999999.999",
    "0.999999999999999999",
    "0.9999999999999999999",
    "120e-20",
    "0012.50",
    "5e-324",
    "1.7e308",
  };
  private static final String[] TEXTS = {
    "",
    "a",
    "A",
    "ab",
    "b",
    "search_orders",
    "caf\u00e9",
    "cafe",
    "caf\u00e8",
    "\u00ff",
    "\u0100",
    "\u07ff",
    "\u0800",
    "\u20ac",
    "\ud7ff",
    "\ue000",
    "\uffff",
    "\ud800\udc00",
    "\udbff\udfff",
    "a\ud83d\ude00",
    "\u00c3\u00a9",
    "\u00e9",
    "\u0130stanbul",
    "\u212a",
    "\u023a",
    "\u1e9e",
    "\u03a3",
    "12345678",
    "123456789",
    "sixteen letters!",
    "seventeen letters",
    "\u00e9\u20ac",
    "\u0000",
  };

  private static Value number(String literal) {
    byte[] digits = (" " + literal + ",").getBytes(StandardCharsets.US_ASCII);
    Value value = new Value();
    value.set(Kind.NUMBER, digits, 1, digits.length - 1, false);
    return value;
  }

  private static Value text(String text) {
    Value value = new Value();
    value.setText(text);
    return value;
  }

  /** The same text in UTF-8 even if Latin-1 would do. */
  private static Value utf8(String text) {
    byte[] bytes = ("\"" + text + "\"").getBytes(StandardCharsets.UTF_8);
    Value value = new Value();
    value.set(Kind.TEXT, bytes, 1, bytes.length - 1, true);
    return value;
  }

  @Test
  void comparesNumbersExactly() {
    for (String left : NUMBERS) {
      for (String right : NUMBERS) {
        int expected = Integer.signum(new BigDecimal(left).compareTo(new BigDecimal(right)));
        String question = left + " to " + right;
        assertThat(number(left).compareTo(number(right))).as(question).isEqualTo(expected);
        assertThat(number(left).compareTo(Decimal.parse(right))).as(question).isEqualTo(expected);
        assertThat(Decimal.parse(left).compareTo(Decimal.parse(right)))
            .as(question)
            .isEqualTo(expected);
        assertThat(Decimal.parse(left).equals(Decimal.parse(right))).isEqualTo(expected == 0);
        if (expected == 0) {
          assertThat(Decimal.parse(left)).hasSameHashCodeAs(Decimal.parse(right));
        }
      }
    }
  }

  @Test
  void comparesWholeNumbersThatWereSet() {
    long[] numbers = {
      0,
      1,
      -1,
      12,
      999_999_999_999_999_999L,
      1_000_000_000_000_000_000L,
      Long.MAX_VALUE,
      Long.MIN_VALUE
    };
    Value value = new Value();
    for (long number : numbers) {
      for (String other : NUMBERS) {
        int expected = Integer.signum(BigDecimal.valueOf(number).compareTo(new BigDecimal(other)));
        value.setSmall(number);
        assertThat(value.compareTo(number(other))).as(number + " to " + other).isEqualTo(expected);
        assertThat(value.signum()).isEqualTo(Long.signum(number));
      }
    }
  }

  @Test
  void statesSmallNumbersInTheLeastForm() {
    assertSmall("1.50", 15, 1);
    assertSmall("100", 100, 0);
    assertSmall("1e2", 100, 0);
    assertSmall("120e-20", 12, 19, false);
    assertSmall("0.000000000000000001", 1, 18);
    assertSmall("-0.10", -1, 1);
    assertSmall("-0", 0, 0);
    assertSmall("999999999999999999", 999_999_999_999_999_999L, 0);
    assertSmall("1000000000000000000", 0, 0, false);
  }

  private static void assertSmall(String literal, long unscaled, int scale) {
    assertSmall(literal, unscaled, scale, true);
  }

  private static void assertSmall(String literal, long unscaled, int scale, boolean small) {
    assertThat(number(literal).isSmall()).as(literal).isEqualTo(small);
    assertThat(Decimal.parse(literal).isSmall()).as(literal).isEqualTo(small);
    if (small) {
      assertThat(number(literal).unscaled()).as(literal).isEqualTo(unscaled);
      assertThat(number(literal).scale()).as(literal).isEqualTo(scale);
    }
  }

  @Test
  void refusesWhatIsNoDecimal() {
    for (String text :
        new String[] {
          "", "-", "+1", "1.", ".5", "1e", "1e+", "x", "1 ", " 1", "0x1", "1e1.5", "\u0661"
        }) {
      assertThatThrownBy(() -> Decimal.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }
    assertThat(Decimal.parse("-012.50")).hasToString("-012.50").isEqualTo(Decimal.parse("-12.5"));
  }

  @Test
  void comparesTextsByCodePointsInAnyEncoding() {
    for (String left : TEXTS) {
      for (String right : TEXTS) {
        int expected = Integer.signum(compareCodePoints(left, right));
        for (Value first : new Value[] {text(left), utf8(left)}) {
          for (Value second : new Value[] {text(right), utf8(right)}) {
            String question = left + " to " + right + (first.utf8() ? " utf8" : "");
            assertThat(Integer.signum(first.compareText(second))).as(question).isEqualTo(expected);
            assertThat(first.equalsText(second)).as(question).isEqualTo(expected == 0);
          }
        }
      }
    }
  }

  private static int compareCodePoints(String left, String right) {
    return java.util.Arrays.compare(left.codePoints().toArray(), right.codePoints().toArray());
  }

  @Test
  void lowersByCodePointsInAnyEncoding() {
    Value lower = new Value();
    for (String text : TEXTS) {
      StringBuilder expected = new StringBuilder();
      text.codePoints().map(Character::toLowerCase).forEach(expected::appendCodePoint);
      for (Value value : new Value[] {text(text), utf8(text)}) {
        lower.lower(value);
        assertThat(lower.kind()).isEqualTo(Kind.TEXT);
        assertThat(lower.equalsText(text(expected.toString()))).as(text).isTrue();
        assertThat(value.size()).as(text).isEqualTo(text.codePointCount(0, text.length()));
      }
    }
    lower.lower(number("1"));
    assertThat(lower.kind()).isEqualTo(Kind.MISFIT);
    lower.lower(new Value());
    assertThat(lower.kind()).isEqualTo(Kind.MISSING);
  }

  @Test
  void lowersEveryCharacterAndGrowsAtMostByHalf() {
    StringBuilder all = new StringBuilder();
    for (int codePoint = 0; codePoint <= Character.MAX_CODE_POINT; codePoint++) {
      if (codePoint < Character.MIN_SURROGATE || codePoint > Character.MAX_SURROGATE) {
        all.appendCodePoint(codePoint);
      }
    }
    StringBuilder expected = new StringBuilder();
    all.codePoints().map(Character::toLowerCase).forEach(expected::appendCodePoint);
    Value lower = new Value();
    lower.lower(text(all.toString()));
    assertThat(lower.equalsText(text(expected.toString()))).isTrue();
  }

  @Test
  void aTextWithoutUtf8IsAMisfit() {
    for (String bad :
        new String[] {
          "\ud800", "\udc00", "x\ud800y", "\udc00\ud800", "\u20ac".repeat(4095) + "\ud83d"
        }) {
      assertThat(text(bad).kind()).isEqualTo(Kind.MISFIT);
    }
    String atTheBorder =
        "\u20ac".repeat(4095) + "\ud83d\ude00" + "\u20ac".repeat(4095) + "\ud83d\ude00";
    Value value = text(atTheBorder);
    assertThat(value.size()).isEqualTo(8192);
    assertThat(new String(value.bytes(), value.start(), value.end(), StandardCharsets.UTF_8))
        .isEqualTo(atTheBorder);
  }

  @Test
  void aValueThatIsSetAgainForgetsWhatItWas() {
    Value value = number("1e300");
    assertThat(value.isSmall()).isFalse();
    value.setSmall(5);
    assertThat(value.compareTo(number("5.0"))).isZero();
    value.setText("x");
    assertThat(value.kind()).isEqualTo(Kind.TEXT);
    value.setMissing();
    assertThat(value.kind()).isEqualTo(Kind.MISSING);
    assertThat(value.size()).isZero();
    assertThat(value.hasElements()).isFalse();
  }

  @Test
  void tableFindsATextInAnyEncoding() {
    TextTable table = TextTable.of(TEXTS);
    for (int index = 0; index < TEXTS.length; index++) {
      assertThat(table.find(text(TEXTS[index]))).isEqualTo(index);
      assertThat(table.find(utf8(TEXTS[index]))).isEqualTo(index);
      assertThat(table.find(text(TEXTS[index] + "?"))).isEqualTo(-1);
    }
    assertThat(table.find(number("1"))).isEqualTo(-1);
    assertThat(table.find(new Value())).isEqualTo(-1);
  }

  @Test
  void tableTellsTheSameBytesInTwoEncodingsApart() {
    TextTable table = TextTable.of(new String[] {"\u00c3\u00a9", "x", "x", "\ud800"});
    assertThat(table.find(text("\u00c3\u00a9"))).isZero();
    assertThat(table.find(utf8("\u00c3\u00a9"))).isZero();
    assertThat(table.find(utf8("\u00e9"))).isEqualTo(-1);
    assertThat(table.find(text("x"))).isEqualTo(1);
    assertThat(table.find(text("?"))).isEqualTo(-1);
    assertThat(TextTable.of(new String[0]).find(text(""))).isEqualTo(-1);
  }

  @Test
  void tableOfManyTextsFindsEach() {
    List<String> texts = new ArrayList<>();
    for (int index = 0; index < 10_000; index++) {
      texts.add("customer-" + index * 31 + (index % 7 == 0 ? "\u00e9" : ""));
    }
    TextTable table = TextTable.of(texts.toArray(new String[0]));
    for (int index = 0; index < texts.size(); index++) {
      assertThat(table.find(text(texts.get(index)))).isEqualTo(index);
    }
  }

  @Test
  void pathsRefuseEveryElement() {
    assertThatThrownBy(() -> ArgumentPaths.builder().add(List.of(Step.key("a"), Step.EVERY)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Step.index(-1)).isInstanceOf(IllegalArgumentException.class);
  }
}
