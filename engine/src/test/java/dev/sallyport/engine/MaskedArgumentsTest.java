package dev.sallyport.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.engine.detect.ArgumentRewriter;
import dev.sallyport.engine.detect.Detector;
import dev.sallyport.engine.detect.MaskStep;
import dev.sallyport.engine.detect.MaskTarget;
import dev.sallyport.engine.detect.TextDetector;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Rewriting the raw JSON text means the same as masking the tree that is read from it. */
class MaskedArgumentsTest {
  @Property(tries = 5_000)
  void rewritesTextToWhatMaskingTheTreeGives(
      @ForAll long seed, @ForAll("paths") List<List<Operand.Segment>> paths)
      throws ArgumentException {
    String json = json(seed);
    Object read = new ArgumentReader(EngineLimits.DEFAULTS).read(json);
    List<Operand.Path> masked = new ArrayList<>();
    List<MaskTarget> targets = new ArrayList<>();
    for (List<Operand.Segment> path : paths) {
      masked.add(new Operand.Path(PathRoot.ARGS, path));
      targets.add(MaskTarget.whole(steps(path), 0));
    }
    Object expected =
        masked.isEmpty()
            ? read
            : new ArgumentMask(new Mask(masked, List.of(), List.of(), 0)).mask(read);
    ArgumentRewriter rewriter = ArgumentRewriter.of(targets);
    String rewritten = rewriter.arguments(json);

    assertThat(new ArgumentReader(EngineLimits.DEFAULTS).read(rewritten)).isEqualTo(expected);
    assertThat(rewriter.arguments(rewritten)).isSameAs(rewritten);
    if (expected == read) {
      assertThat(rewritten).isSameAs(json);
    }
  }

  @Property(tries = 2_000)
  void keepsShapeAndTypesWhenLookingEverywhere(@ForAll long seed) throws ArgumentException {
    String json = json(seed);
    TextDetector all = TextDetector.of(List.of(Detector.values()), List.of(), 4);
    ArgumentRewriter rewriter = ArgumentRewriter.of(List.of(MaskTarget.found(List.of(), all)));
    String rewritten = rewriter.arguments(json);

    assertThat(shape(new ArgumentReader(EngineLimits.DEFAULTS).read(rewritten)))
        .isEqualTo(shape(new ArgumentReader(EngineLimits.DEFAULTS).read(json)));
    assertThat(rewritten).doesNotContain("4111111111111111");
    assertThat(rewriter.arguments(rewritten)).isEqualTo(rewritten);
  }

  private static String shape(Object value) {
    StringBuilder out = new StringBuilder();
    if (value instanceof Map<?, ?> map) {
      map.forEach((key, member) -> out.append(key).append(':').append(shape(member)).append(','));
      return "{" + out + "}";
    }
    if (value instanceof List<?> list) {
      list.forEach(element -> out.append(shape(element)).append(','));
      return "[" + out + "]";
    }
    return value instanceof BigDecimal ? "number" : value.getClass().getSimpleName();
  }

  private static List<MaskStep> steps(List<Operand.Segment> path) {
    List<MaskStep> steps = new ArrayList<>();
    for (Operand.Segment segment : path) {
      if (segment instanceof Operand.Key key) {
        steps.add(MaskStep.key(key.name()));
      } else if (segment instanceof Operand.Index index) {
        steps.add(MaskStep.index(index.position()));
      } else {
        steps.add(MaskStep.EVERY);
      }
    }
    return steps;
  }

  @Provide
  Arbitrary<List<List<Operand.Segment>>> paths() {
    Arbitrary<Operand.Segment> segment =
        Arbitraries.of(
            new Operand.Key("a"),
            new Operand.Key("b"),
            new Operand.Key("\u00e9"),
            new Operand.Index(0),
            new Operand.Index(1),
            new Operand.Every());
    return segment.list().ofMaxSize(4).list().ofMinSize(1).ofMaxSize(3);
  }

  private static final String[] LEAVES = {
    "null",
    "true",
    "false",
    "0",
    "-0",
    "0.00",
    "1e3",
    "-2.50E-7",
    "4111111111111111",
    "4.111111111111111e15",
    "\"\"",
    "\"x\"",
    "\"***\"",
    "\"4111111111111111\"",
    "\"\\u0034111 1111 1111 1111\\n\"",
    "\"\\\\ \\\" \u00e9 \\ud83d\\ude00\"",
    "\"{\\\"a\\\":1}\""
  };

  private static final String[] KEYS = {
    "\"a\"", "\"b\" ", "\"\\u00e9\"", "\"odd key\"", "\"token\""
  };

  /** An object with values that masks meet, from a seed. */
  private static String json(long seed) {
    return object(new Random(seed), 4);
  }

  private static String value(Random random, int depth) {
    int kind = depth == 0 ? 0 : random.nextInt(3);
    if (kind == 0) {
      return LEAVES[random.nextInt(LEAVES.length)];
    }
    return kind == 1 ? object(random, depth - 1) : list(random, depth - 1);
  }

  private static String list(Random random, int depth) {
    List<String> elements = new ArrayList<>();
    for (int count = random.nextInt(4); count > 0; count--) {
      elements.add(value(random, depth));
    }
    return "[ " + String.join(" ,", elements) + "]";
  }

  private static String object(Random random, int depth) {
    List<String> members = new ArrayList<>();
    for (String key : KEYS) {
      if (random.nextInt(3) > 0) {
        members.add(key + ":" + value(random, depth));
      }
    }
    return "{" + String.join(", ", members) + " }";
  }
}
