package dev.sallyport.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.engine.arguments.ArgumentPaths;
import dev.sallyport.engine.arguments.ArgumentScan;
import dev.sallyport.engine.arguments.JsonCases;
import dev.sallyport.engine.arguments.Step;
import dev.sallyport.engine.arguments.Value;
import dev.sallyport.engine.arguments.ValueCursor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
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
  private final ScanComparison comparison = new ScanComparison();
  private int accepted;

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
    comparison.about("seed or line " + seed + ": " + json);
    Map<String, Object> arguments = null;
    Object refusal = "";
    try {
      arguments = new ArgumentReader(EngineLimits.DEFAULTS).read(json);
    } catch (ArgumentException e) {
      refusal = e;
    }
    boolean ok = scan.scan(json, wanted);
    if (arguments == null) {
      comparison.check(!ok, "accepted", refusal);
      comparison.check(!scan.problem().isEmpty(), "no problem", refusal);
    } else if (ok) {
      accepted++;
      comparePaths(seed, arguments);
      compareCursors(seed, arguments);
    } else {
      boolean split =
          scan.problem().startsWith("got an unpaired surrogate")
              && ScanComparison.isSplitPair(json);
      comparison.check(split, scan.problem(), "accepted");
    }
  }

  // Each text is asked for some of the paths, each path of many texts.

  private void comparePaths(long seed, Map<String, Object> arguments) {
    for (int slot = (int) (seed % PARTS); slot < paths.size(); slot += PARTS) {
      Object expected = ScanComparison.at(arguments, paths.get(slot).toArray(new Step[0]));
      comparison.compare(expected, scan.value(slot), paths.get(slot));
      comparison.check(scan.kind(slot) == scan.value(slot).kind(), scan.kind(slot), expected);
    }
  }

  private void compareCursors(long seed, Map<String, Object> arguments) {
    for (int at = (int) (seed % PARTS); at < cursorPaths.size(); at += PARTS) {
      Step[] path = cursorPaths.get(at);
      List<Object> expected = new ArrayList<>();
      Step[] rest = Arrays.copyOfRange(path, 1, path.length);
      ScanComparison.collect(ScanComparison.at(arguments, new Step[] {path[0]}), rest, 0, expected);
      cursor.open(scan.value(builder.add(List.of(path[0]))), path, 1);
      for (Object value : expected) {
        comparison.check(cursor.next(out), "no value", value);
        comparison.compare(value, out, path);
      }
      comparison.check(!cursor.next(out), "one value too many", expected);
    }
  }
}
