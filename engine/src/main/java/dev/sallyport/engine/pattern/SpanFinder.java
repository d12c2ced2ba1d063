package dev.sallyport.engine.pattern;

import dev.sallyport.engine.EngineLimits;
import dev.sallyport.engine.Quoted;

/**
 * Finds the parts of a text that a test matches, from left to right: each begins as early as one
 * can after the one before, and is as long as one from there can be. Parts are never empty.
 *
 * <p>One pass backwards marks all positions at which a part can begin; from the first of them a
 * pass forwards finds the end. Passes forwards can overlap, so their steps are bounded: over the
 * bound the rest of the text is one part, and {@link #gaveUp} says so.
 *
 * <p>Keeps its position, so it is for one thread at a time; {@link #copy} is cheap.
 */
public final class SpanFinder {
  /** Steps forwards for each byte of the text, and for any text. */
  private static final int STEPS_PER_BYTE = 16;

  private static final int LEAST_STEPS = 4_096;

  private static final int HERE = 1;
  private static final int BEFORE = 2;

  private final States starts;
  private final States ends;

  /** For each outcome of the automata whether it is {@link #HERE}, {@link #BEFORE} or both. */
  private final byte[] bitsOfStarts;

  private final byte[] bitsOfEnds;

  /** A bit for each position, from {@link #from} on, at which a part can begin. */
  private long[] marks = new long[16];

  private byte[] text = new byte[0];
  private int from;
  private int to;
  private boolean isUtf8;
  private long steps;
  private int start;
  private int end;
  private boolean gaveUp;

  private SpanFinder(States starts, States ends) {
    this.starts = starts;
    this.ends = ends;
    bitsOfStarts = bits(starts.outcomes);
    bitsOfEnds = bits(ends.outcomes);
  }

  private static byte[] bits(OutcomeStore outcomes) {
    byte[] bits = new byte[outcomes.size()];
    for (int i = 0; i < bits.length; i++) {
      bits[i] = (byte) outcomes.outcome(i)[0];
    }
    return bits;
  }

  /**
   * A finder for a test.
   *
   * @throws PatternException if its automata have more than {@link EngineLimits#PATTERN_STATES}
   *     states, which those for finding the ends of a pattern can have even if the test alone has
   *     not
   */
  public static SpanFinder of(TextTest test) throws PatternException {
    Program forwards = ProgramRewriting.withoutEmptyMatch(test.program());
    Program backwards = ProgramRewriting.reversed(forwards);
    return new SpanFinder(
        built(test, backwards, Determinizer.Search.STARTS),
        built(test, forwards, Determinizer.Search.ENDS));
  }

  private static States built(TextTest test, Program program, Determinizer.Search search)
      throws PatternException {
    Determinizer determinizer =
        new Determinizer(new Program[] {program}, search, EngineLimits.PATTERN_STATES);
    States built = determinizer.build();
    if (built == null) {
      String got = "got the pattern " + Quoted.of(test.source()) + " whose start and end take ";
      throw new PatternException(0, got + determinizer.excess());
    }
    return built;
  }

  /** A finder for the same test that another thread can use. */
  public SpanFinder copy() {
    return new SpanFinder(starts, ends);
  }

  /**
   * Finds the first part in the bytes from {@code from} to {@code to}, which are the whole text:
   * Latin-1, or UTF-8 of a text that is known to be valid.
   */
  public boolean find(byte[] text, int from, int to, boolean utf8) {
    this.text = text;
    this.from = from;
    this.to = to;
    isUtf8 = utf8;
    steps = LEAST_STEPS + (long) STEPS_PER_BYTE * (to - from);
    start = from;
    end = from;
    gaveUp = false;
    markStarts();
    return next();
  }

  /** Finds the next part after the one found last. */
  public boolean next() {
    for (int at = marked(end); at < to; at = marked(at + 1)) {
      int longest = longest(at);
      if (longest > at) {
        start = at;
        end = longest;
        return true;
      }
    }
    start = to;
    end = to;
    return false;
  }

  /** Where the part begins, in bytes. */
  public int start() {
    return start;
  }

  /** Where the part ends, in bytes; the first one after it. */
  public int end() {
    return end;
  }

  /** Whether the part is the rest of the text only because to find its end took too long. */
  public boolean gaveUp() {
    return gaveUp;
  }

  private void markStarts() {
    int words = (to - from >>> 6) + 1;
    if (words > marks.length) {
      marks = new long[words];
    } else {
      java.util.Arrays.fill(marks, 0, words, 0);
    }
    int[] rows = starts.rows;
    int row = starts.starts[Facts.EDGE];
    int after = to;
    while (after > from) {
      int at = after - 1;
      while (isUtf8 && (text[at] & 0xc0) == 0x80) {
        at--;
      }
      row = rows[row + column(starts.alphabet, at)];
      if (row >= starts.firstReporting) {
        mark(bitsOfStarts[rows[row]], at, after);
      }
      after = at;
    }
    mark(bitsOfStarts[rows[row + States.END]], from, from);
  }

  private int column(Alphabet alphabet, int at) {
    int lead = text[at];
    if (lead >= 0 || !isUtf8) {
      return alphabet.latin1[lead & 0xff];
    }
    return alphabet.classOf(Utf8.codePoint(text, at, lead));
  }

  private void mark(int bits, int here, int before) {
    if ((bits & HERE) != 0) {
      marks[here - from >>> 6] |= 1L << here - from;
    }
    if ((bits & BEFORE) != 0) {
      marks[before - from >>> 6] |= 1L << before - from;
    }
  }

  /** The first marked position from there on, or the end of the text. */
  private int marked(int position) {
    int at = position - from;
    int words = (to - from >>> 6) + 1;
    int word = at >>> 6;
    long left = word < words ? marks[word] & -1L << at : 0;
    while (left == 0 && ++word < words) {
      left = marks[word];
    }
    return left == 0 ? to : from + (word << 6) + Long.numberOfTrailingZeros(left);
  }

  /** The end of the longest part that begins there, or the start if there is none. */
  private int longest(int begin) {
    int[] rows = ends.rows;
    int row = ends.starts[begin == from ? Facts.EDGE : Facts.of(text[begin - 1])];
    int longest = begin;
    int at = begin;
    while (at < to) {
      if (--steps < 0) {
        gaveUp = true;
        return to;
      }
      row = rows[row + column(ends.alphabet, at)];
      int after = at + (isUtf8 ? Utf8.length(text[at]) : 1);
      if (row >= ends.firstReporting) {
        int bits = bitsOfEnds[rows[row]];
        longest = (bits & HERE) != 0 ? after : (bits & BEFORE) != 0 ? at : longest;
        if (row >= ends.firstLast && bits != BEFORE) {
          return bits == 0 ? longest : to;
        }
      }
      at = after;
    }
    return (bitsOfEnds[rows[row + States.END]] & HERE) != 0 ? to : longest;
  }
}
