package dev.sallyport.engine.arguments;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ArgumentShapeTest {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** Half of a surrogate pair, which a log stores as U+FFFD. */
  private static final Pattern UNPAIRED =
      Pattern.compile(
          "[\\ud800-\\udbff](?![\\udc00-\\udfff])|(?<![\\ud800-\\udbff])[\\udc00-\\udfff]");

  private final ArgumentShape shape = new ArgumentShape();

  private String shapeOf(String json) {
    shape.read(json);
    return shape.toString();
  }

  private void assertSameAsOracle(String json) {
    String expected = JacksonShape.of(json);
    byte[] utf8 = UNPAIRED.matcher(expected).replaceAll("\ufffd").getBytes(StandardCharsets.UTF_8);
    shape.read(json);
    assertThat(Arrays.copyOf(shape.bytes(), shape.length())).as(written(json)).isEqualTo(utf8);
    assertThat(shape.characters()).as(written(json)).isEqualTo(expected.length());
  }

  private static String written(String json) {
    StringBuilder out = new StringBuilder();
    json.chars()
        .forEach(
            c ->
                out.append(
                    c > 126 || c < 32
                        ? "<" + Integer.toHexString(c) + ">"
                        : Character.toString(c)));
    return out.toString();
  }

  @Test
  void saysNamesTypesAndSizesAndNoValue() {
    assertThat(
            shapeOf(
                " { \"to\" : \"ann@example.com\", \"amount\":-5.0e1, \"list\":[true,null,{},[]]}"))
        .isEqualTo(
            "{\"to\":\"string(15)\",\"amount\":\"number(6)\",\"list\":[\"boolean\",null,{},[]]}");
    assertThat(shapeOf("\"secret\"")).isEqualTo("\"string(6)\"");
  }

  @Test
  void hasAnEmptyObjectForNoArguments() {
    shape.read(null);
    assertThat(shape.toString()).isEqualTo("{}");
    assertThat(shapeOf("")).isEqualTo("{}");
    assertThat(shapeOf(" \n")).isEqualTo("{}");
  }

  @Test
  void saysHowLongWhatIsNoJsonIs() {
    for (String json :
        List.of(
            "{\"secret\":1",
            "x",
            "{} {}",
            "{}x",
            "[1,]",
            "{,}",
            "[01]",
            "[1.]",
            "[\"\\x\"]",
            "[tru]",
            "nullx",
            "[\"\n\"]",
            "{\"a\" 1}",
            "{a:1}",
            "[1}",
            "\"abc",
            "-",
            "[\"\\u12\"]")) {
      assertThat(shapeOf(json)).as(json).isEqualTo("\"invalid(" + json.length() + ")\"");
    }
  }

  @Test
  void agreesOnTheCasesOfTheScan() throws IOException {
    for (JsonCases.Case one : JsonCases.read()) {
      assertSameAsOracle(one.text());
    }
  }

  @Test
  void agreesOnLimitsOfDepthNamesAndNumbers() {
    for (int depth : new int[] {63, 64, 65, 499, 500, 501}) {
      assertSameAsOracle("[".repeat(depth) + "]".repeat(depth));
      assertSameAsOracle("{\"a\":".repeat(depth) + "1" + "}".repeat(depth));
    }
    for (int length : new int[] {49_999, 50_000, 50_001}) {
      assertSameAsOracle("{\"" + "a".repeat(length) + "\":1}");
      assertSameAsOracle("{\"" + "\\u00e9".repeat(length) + "\":1}");
      assertSameAsOracle("{\"" + "\u20ac".repeat(length) + "\":1}");
    }
    for (int digits : new int[] {999, 1_000, 1_001}) {
      assertSameAsOracle("[-" + "1".repeat(digits) + "]");
      assertSameAsOracle("[1." + "1".repeat(digits - 1) + "]");
      assertSameAsOracle("[1.1e-" + "1".repeat(digits - 2) + "]");
    }
  }

  @Test
  void cutsLongShapesAtTheSamePlace() {
    for (int values = 300; values < 420; values++) {
      String numbers = "1,".repeat(values);
      assertSameAsOracle("[" + numbers + "1]");
      assertSameAsOracle("[{}," + numbers + "[],{\"name\":{\"b\":\"\u20ac\"}},{}]");
    }
    for (int length = 4_080; length < 4_110; length++) {
      assertSameAsOracle("{\"" + "a".repeat(length) + "\":[{\"b\":1},2],\"c\":3}");
      assertSameAsOracle("[{\"" + "\u20ac".repeat(length) + "\":{}}]");
      assertSameAsOracle("{\"" + "\ud83d\ude00".repeat(length / 2) + "\":\"x\"}");
    }
    assertThat(shapeOf("[" + "1,".repeat(5_000) + "1]")).endsWith("...").hasSizeLessThan(4_130);
  }

  @Test
  void agreesOnRandomJson() {
    RandomJson random = new RandomJson(new Random(20_261));
    for (int round = 0; round < 20_000; round++) {
      assertSameAsOracle(random.next());
    }
  }

  @Test
  void agreesOnDamagedJson() {
    Random random = new Random(20_262);
    RandomJson documents = new RandomJson(random);
    for (int round = 0; round < 40_000; round++) {
      String json = damaged(documents.next(), random);
      if (JacksonShape.of(json).length() < ArgumentShape.MAX_CHARACTERS) {
        assertSameAsOracle(json);
      }
    }
  }

  private static String damaged(String json, Random random) {
    int at = random.nextInt(json.length());
    String inserted =
        "{}[]\",:\\ 01.eE+-tnu\u0001\u00a0\ud800\udc00x"
            .substring(random.nextInt(23))
            .substring(0, 1);
    switch (random.nextInt(4)) {
      case 0:
        return json.substring(0, at);
      case 1:
        return json.substring(0, at) + json.substring(at + 1);
      case 2:
        return json.substring(0, at) + inserted + json.substring(at);
      default:
        return json.substring(0, at) + inserted + json.substring(at + 1);
    }
  }

  @Test
  void needsNoMemoryOnceWarm() {
    RandomJson random = new RandomJson(new Random(20_263));
    List<String> texts = new ArrayList<>(List.of("", "{\"broken\":"));
    for (int at = 0; at < 100; at++) {
      texts.add(random.next());
    }
    long least = Long.MAX_VALUE;
    for (int round = 0; round < 5; round++) { // the compiler may still be at work in the first
      long before = THREADS.getCurrentThreadAllocatedBytes();
      for (int call = 0; call < 10_000; call++) {
        shape.read(texts.get(call % texts.size()));
      }
      least = Math.min(least, THREADS.getCurrentThreadAllocatedBytes() - before);
    }
    assertThat(least).isZero();
  }

  @Test
  void givesBackTheMemoryOfALongShape() {
    shape.read("{\"" + "a".repeat(40_000) + "\":1}");
    assertThat(shape.bytes().length).isGreaterThan(40_000);
    shape.clear();
    assertThat(shape.bytes().length).isLessThan(1_000);
    assertThat(shape.length()).isZero();
  }
}
