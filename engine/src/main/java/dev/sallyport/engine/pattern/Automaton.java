package dev.sallyport.engine.pattern;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Looks for any number of tests in one pass over a text: a table step for each character.
 * Immutable, so safe for use by several threads.
 */
public final class Automaton {
  /** Outcomes that are worth a table of what any two of them make together. */
  private static final int MOST_JOINED = 64;

  private static final int MIXED = -1;

  private final List<TextTest> tests;
  private final int states;
  private final Alphabet alphabet;

  /** The rows of the table; small ones take half the room. */
  private final char[] narrow;

  private final int[] wide;
  private final @Nullable PairTable pairs;
  private final int start;
  private final int firstReporting;
  private final int firstLast;
  private final long[][] outcomes;

  /** For two outcomes the number of their union, or empty if there are too many. */
  private final byte[] joined;

  Automaton(List<TextTest> tests, States built) {
    this.tests = tests;
    states = built.count;
    alphabet = built.alphabet;
    start = built.starts[Facts.EDGE];
    firstReporting = built.firstReporting;
    firstLast = built.firstLast;
    boolean isNarrow = built.rows.length <= Character.MAX_VALUE;
    narrow = isNarrow ? narrowed(built.rows) : new char[0];
    wide = isNarrow ? new int[0] : built.rows;
    pairs = PairTable.of(built, alphabet.classes);
    joined = joined(built.outcomes);
    outcomes = new long[built.outcomes.size()][];
    for (int i = 0; i < outcomes.length; i++) {
      outcomes[i] = built.outcomes.outcome(i);
    }
  }

  /**
   * One automaton for all {@code tests}, or null if it would have more than {@code stateBudget}
   * states, or take too long to build for that many.
   */
  public static @Nullable Automaton union(List<TextTest> tests, int stateBudget) {
    if (tests.size() == 1) {
      Automaton known = tests.get(0).knownAutomaton();
      if (known != null) {
        return known.states <= stateBudget ? known : null;
      }
    }
    Program[] programs = new Program[tests.size()];
    for (int i = 0; i < programs.length; i++) {
      programs[i] = tests.get(i).program();
    }
    States built = new Determinizer(programs, Determinizer.Search.FIND, stateBudget).build();
    return built == null ? null : new Automaton(List.copyOf(tests), built);
  }

  /** The tests, in the order of their bits. */
  public List<TextTest> tests() {
    return tests;
  }

  /** How many states it has. */
  public int states() {
    return states;
  }

  /** How many outcomes have a number. Number 0 is that no test is found. */
  public int outcomes() {
    return outcomes.length;
  }

  /** The tests found in an outcome: bit {@code i % 64} of word {@code i / 64} for test i. */
  public long[] outcome(int number) {
    return outcomes[number].clone();
  }

  /** Sets the bits of the tests found in an outcome. */
  public void addOutcome(int number, long[] matched) {
    add(number, matched);
  }

  /** Bytes that the tables take, about. */
  public long bytes() {
    return 2L * narrow.length
        + 4L * wide.length
        + joined.length
        + alphabet.bytes()
        + (pairs == null ? 0 : pairs.bytes());
  }

  /**
   * Looks for the tests in the bytes from {@code from} to {@code to}, which are the whole text:
   * Latin-1, or UTF-8 of a text that is known to be valid. Allocates nothing.
   *
   * @param matched at least as long as an outcome; a bit is set for each test that is found if the
   *     answer is -1, else it may be left as it is. The caller clears it.
   * @return the number of the outcome, or -1 if the tests found are none of the numbered ones
   */
  public int run(byte[] text, int from, int to, boolean utf8, long[] matched) {
    PairTable table = pairs;
    if (table != null) {
      return inPairs(table, text, from, to, utf8, matched);
    }
    return utf8 ? utf8(text, from, to, start, matched) : latin1(text, from, to, start, matched);
  }

  /** Two characters a step while both are Latin-1, the rest one by one. */
  private int inPairs(
      PairTable table, byte[] text, int from, int to, boolean utf8, long[] matched) {
    int row = table.row(start);
    int last = table.firstLast;
    int at = from;
    for (; at + 1 < to && row < last; at += 2) {
      if (utf8 && (text[at] | text[at + 1]) < 0) {
        break;
      }
      row = table.next(row, text[at], text[at + 1]);
    }
    int single = table.single(row);
    return utf8 ? utf8(text, at, to, single, matched) : latin1(text, at, to, single, matched);
  }

  private int utf8(byte[] text, int from, int to, int row, long[] matched) {
    return narrow.length > 0
        ? utf8Narrow(text, from, to, row, matched)
        : utf8Wide(text, from, to, row, matched);
  }

  private int latin1(byte[] text, int from, int to, int row, long[] matched) {
    return narrow.length > 0
        ? latin1Narrow(text, from, to, row, matched)
        : latin1Wide(text, from, to, row, matched);
  }

  // The four loops are alike, but a loop that asks on each step which one it is costs twice the
  // time.

  private int latin1Narrow(byte[] text, int from, int to, int first, long[] matched) {
    char[] rows = narrow;
    char[] columns = alphabet.latin1;
    int reporting = firstReporting;
    int row = first;
    int outcome = row >= reporting ? rows[row] : 0;
    for (int at = from; at < to; at++) {
      row = rows[row + columns[text[at] & 0xff]];
      if (row >= reporting) {
        outcome = joined(outcome, rows[row], matched);
        if (row >= firstLast) {
          return outcome;
        }
      }
    }
    return joined(outcome, rows[row + States.END], matched);
  }

  private int latin1Wide(byte[] text, int from, int to, int first, long[] matched) {
    int[] rows = wide;
    char[] columns = alphabet.latin1;
    int reporting = firstReporting;
    int row = first;
    int outcome = row >= reporting ? rows[row] : 0;
    for (int at = from; at < to; at++) {
      row = rows[row + columns[text[at] & 0xff]];
      if (row >= reporting) {
        outcome = joined(outcome, rows[row], matched);
        if (row >= firstLast) {
          return outcome;
        }
      }
    }
    return joined(outcome, rows[row + States.END], matched);
  }

  private int utf8Narrow(byte[] text, int from, int to, int first, long[] matched) {
    char[] rows = narrow;
    char[] columns = alphabet.latin1;
    int reporting = firstReporting;
    int row = first;
    int outcome = row >= reporting ? rows[row] : 0;
    for (int at = from; at < to; ) {
      int lead = text[at];
      if (lead >= 0) {
        row = rows[row + columns[lead]];
        at++;
      } else {
        row = rows[row + alphabet.classOf(Utf8.codePoint(text, at, lead))];
        at += Utf8.length(lead);
      }
      if (row >= reporting) {
        outcome = joined(outcome, rows[row], matched);
        if (row >= firstLast) {
          return outcome;
        }
      }
    }
    return joined(outcome, rows[row + States.END], matched);
  }

  private int utf8Wide(byte[] text, int from, int to, int first, long[] matched) {
    int[] rows = wide;
    char[] columns = alphabet.latin1;
    int reporting = firstReporting;
    int row = first;
    int outcome = row >= reporting ? rows[row] : 0;
    for (int at = from; at < to; ) {
      int lead = text[at];
      if (lead >= 0) {
        row = rows[row + columns[lead]];
        at++;
      } else {
        row = rows[row + alphabet.classOf(Utf8.codePoint(text, at, lead))];
        at += Utf8.length(lead);
      }
      if (row >= reporting) {
        outcome = joined(outcome, rows[row], matched);
        if (row >= firstLast) {
          return outcome;
        }
      }
    }
    return joined(outcome, rows[row + States.END], matched);
  }

  /** What was found so far together with {@code more}. */
  private int joined(int outcome, int more, long[] matched) {
    if (more == 0 || outcome == more) {
      return outcome;
    }
    if (outcome == 0) {
      return more;
    }
    if (outcome != MIXED && joined.length > 0) {
      return joined[outcome * outcomes.length + more];
    }
    if (outcome != MIXED) {
      add(outcome, matched);
    }
    add(more, matched);
    return MIXED;
  }

  private void add(int outcome, long[] matched) {
    long[] bits = outcomes[outcome];
    for (int i = 0; i < bits.length; i++) {
      matched[i] |= bits[i];
    }
  }

  private static char[] narrowed(int[] rows) {
    char[] narrowed = new char[rows.length];
    for (int i = 0; i < rows.length; i++) {
      narrowed[i] = (char) rows[i];
    }
    return narrowed;
  }

  /** Numbers all unions of outcomes, if they are few. */
  private static byte[] joined(OutcomeStore store) {
    int reported = store.size();
    for (int one = 0; one < store.size() && store.size() <= MOST_JOINED; one++) {
      for (int other = 0; other < reported && store.size() <= MOST_JOINED; other++) {
        store.number(union(store, one, other));
      }
    }
    int count = store.size();
    if (count > MOST_JOINED) {
      return new byte[0];
    }
    byte[] table = new byte[count * count];
    for (int i = 0; i < table.length; i++) {
      table[i] = (byte) store.number(union(store, i / count, i % count));
    }
    return table;
  }

  private static long[] union(OutcomeStore store, int one, int other) {
    long[] union = store.outcome(one);
    long[] with = store.outcome(other);
    for (int i = 0; i < union.length; i++) {
      union[i] |= with[i];
    }
    return union;
  }

  @Override
  public String toString() {
    return "automaton of " + states + " states for " + Arrays.toString(tests.toArray());
  }
}
