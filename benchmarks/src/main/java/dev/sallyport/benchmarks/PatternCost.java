package dev.sallyport.benchmarks;

import dev.sallyport.engine.pattern.Automaton;
import dev.sallyport.engine.pattern.PatternException;
import dev.sallyport.engine.pattern.SpanFinder;
import dev.sallyport.engine.pattern.TextTest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What a pattern costs: a full match of 24 characters, and 20 patterns that are not found in 2 KB
 * of text. Run with {@code -prof gc} for bytes per operation.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class PatternCost {
  private static final String ID = "^[A-Z]{2}-\\d{4}-[a-z]+-[a-z0-9]{6,12}$";
  private static final String ID_TEXT = "AB-1234-abcdef-abc012def";
  private static final int PATTERNS = 20;
  private static final int TEXT_LENGTH = 2_048;
  private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz     ,.-/0123456789ABCDEFG";

  private final String text = text();
  private final byte[] idBytes = ID_TEXT.getBytes(StandardCharsets.ISO_8859_1);
  private final byte[] textBytes = text.getBytes(StandardCharsets.ISO_8859_1);
  private final long[] matched = new long[1];
  private final Automaton idAutomaton = union(List.of(test(ID)));
  private final Pattern jdkId = Pattern.compile(ID);
  private final com.google.re2j.Pattern re2jId = com.google.re2j.Pattern.compile(ID);
  private final List<TextTest> tests = new ArrayList<>();
  private final List<Matcher> jdk = new ArrayList<>();
  private final List<com.google.re2j.Pattern> re2j = new ArrayList<>();
  private final Automaton union;
  private final SpanFinder spans;

  /** Compiles everything. */
  public PatternCost() {
    for (int i = 0; i < PATTERNS; i++) {
      String pattern = pattern(i);
      tests.add(test(pattern));
      jdk.add(Pattern.compile(pattern).matcher(""));
      re2j.add(com.google.re2j.Pattern.compile(pattern));
    }
    union = union(tests);
    try {
      spans = SpanFinder.of(test("[a-z]+@corp\\.(com|org)"));
    } catch (PatternException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Checks that all answer alike. */
  @Setup
  public void compare() {
    boolean isFound = ours24() != 0 && jdk24() && re2j24();
    if (!isFound || ours2048() != 0 || jdk2048() != 0 || re2j2048() != 0) {
      throw new IllegalStateException("the peers do not answer alike");
    }
  }

  private static String text() {
    Random random = new Random(1);
    StringBuilder letters = new StringBuilder();
    while (letters.length() < TEXT_LENGTH) {
      letters.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return letters.toString();
  }

  private static TextTest test(String pattern) {
    try {
      return TextTest.regex(pattern);
    } catch (PatternException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Automaton union(List<TextTest> tests) {
    return Objects.requireNonNull(Automaton.union(tests, 100_000));
  }

  private static String pattern(int number) {
    return switch (number % 4) {
      case 0 -> "(?i)drop\\s+table\\s+t" + number;
      case 1 -> "AKIA[0-9A-Z]{4}" + number;
      case 2 -> "\\brm\\s+-rf\\s+/v" + number;
      default -> "[a-z]+@corp" + number + "\\.(com|org)";
    };
  }

  /** A full match of 24 characters. */
  @Benchmark
  public int ours24() {
    return idAutomaton.run(idBytes, 0, idBytes.length, false, matched);
  }

  /** The same by java.util.regex. */
  @Benchmark
  public boolean jdk24() {
    return jdkId.matcher(ID_TEXT).find();
  }

  /** The same by re2j. */
  @Benchmark
  public boolean re2j24() {
    return re2jId.matcher(ID_TEXT).find();
  }

  /** 20 patterns over 2 KB of Latin-1. */
  @Benchmark
  public int ours2048() {
    return union.run(textBytes, 0, textBytes.length, false, matched);
  }

  /** 20 patterns over 2 KB of UTF-8, all ASCII. */
  @Benchmark
  public int ours2048Utf8() {
    return union.run(textBytes, 0, textBytes.length, true, matched);
  }

  /** One pattern's parts in 2 KB, as a mask looks for them. */
  @Benchmark
  public boolean oursSpans2048() {
    return spans.find(textBytes, 0, textBytes.length, false);
  }

  /** 20 patterns over 2 KB, one after the other, by reused matchers of java.util.regex. */
  @Benchmark
  public int jdk2048() {
    int found = 0;
    for (Matcher matcher : jdk) {
      found += matcher.reset(text).find() ? 1 : 0;
    }
    return found;
  }

  /** The same by re2j. */
  @Benchmark
  public int re2j2048() {
    int found = 0;
    for (com.google.re2j.Pattern pattern : re2j) {
      found += pattern.matcher(text).find() ? 1 : 0;
    }
    return found;
  }

  /** Compiles the 20 patterns to one automaton. */
  @Benchmark
  public int compileUnion() {
    return union(tests).states();
  }
}
