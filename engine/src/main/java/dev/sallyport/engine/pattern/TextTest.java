package dev.sallyport.engine.pattern;

import dev.sallyport.engine.EngineLimits;
import dev.sallyport.engine.Quoted;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A question about a text that one pass over it answers. Plain texts are compared by code points,
 * exactly. Immutable, so safe for use by several threads.
 */
public final class TextTest {
  private final String source;
  private final Program program;

  /** Built when first asked for; two threads may both build it, to the same effect. */
  private volatile @Nullable Automaton automaton;

  private TextTest(String source, Program program) {
    this.source = source;
    this.program = program;
  }

  /**
   * Whether a pattern in RE2 syntax is found anywhere. {@code \d \s \w \b} are ASCII, {@code $}
   * without {@code (?m)} is the end of the text only, {@code .} without {@code (?s)} is no newline;
   * {@code \p} is by the Unicode version of the JDK.
   *
   * @throws PatternException if it is not of that syntax, or its automaton has more than {@link
   *     EngineLimits#PATTERN_STATES} states
   */
  public static TextTest regex(String re2) throws PatternException {
    TextTest test = new TextTest(re2, PatternParser.parse(re2));
    Determinizer determinizer = test.determinizer(EngineLimits.PATTERN_STATES);
    States built = determinizer.build();
    if (built == null) {
      String got = "got the pattern " + Quoted.of(re2) + " of " + determinizer.excess();
      throw new PatternException(0, got);
    }
    test.automaton = new Automaton(List.of(test), built);
    return test;
  }

  /** Whether the text is this one. */
  public static TextTest equalTo(String text) {
    return literal(text, true, true);
  }

  /** Whether the text begins with this one. */
  public static TextTest startsWith(String text) {
    return literal(text, true, false);
  }

  /** Whether the text ends with this one. */
  public static TextTest endsWith(String text) {
    return literal(text, false, true);
  }

  /** Whether this text occurs in the text. */
  public static TextTest contains(String text) {
    return literal(text, false, false);
  }

  private static TextTest literal(String text, boolean isAtStart, boolean isAtEnd) {
    ProgramBuilder builder = new ProgramBuilder();
    if (isAtStart) {
      builder.assertion(Program.TEXT_START);
    }
    builder.text(text);
    if (isAtEnd) {
      builder.assertion(Program.TEXT_END);
    }
    return new TextTest(text, builder.program());
  }

  /** The pattern, or the plain text. */
  public String source() {
    return source;
  }

  /** How many states its automaton has when it is alone. */
  public int states() {
    return automaton().states();
  }

  /** Whether the test is true of a text. Allocates; for many texts use an {@link Automaton}. */
  public boolean isFoundIn(String text) {
    byte[] bytes = Utf8.bytes(text);
    return automaton().run(bytes, 0, bytes.length, true, new long[1]) != 0;
  }

  private Automaton automaton() {
    Automaton built = automaton;
    if (built == null) {
      States table = determinizer(Integer.MAX_VALUE).build();
      if (table == null) {
        throw new IllegalStateException("got a text of too many characters to look for");
      }
      built = new Automaton(List.of(this), table);
      automaton = built;
    }
    return built;
  }

  private Determinizer determinizer(int stateBudget) {
    return new Determinizer(new Program[] {program}, Determinizer.Search.FIND, stateBudget);
  }

  @Nullable Automaton knownAutomaton() {
    return automaton;
  }

  Program program() {
    return program;
  }

  @Override
  public String toString() {
    return source;
  }
}
