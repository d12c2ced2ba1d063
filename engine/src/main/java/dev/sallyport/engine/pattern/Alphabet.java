package dev.sallyport.engine.pattern;

import java.util.Arrays;

/**
 * Which class a code point belongs to. Code points of one class are in the same sets of all tests,
 * so an automaton needs a column for each class only. Immutable.
 */
final class Alphabet {
  /** More runs of code points than this are looked up in pages instead of by binary search. */
  private static final int MOST_RUNS_TO_SEARCH = 8;

  /** Number of the first class: the columns before it are not for code points. */
  static final int FIRST = 2;

  private static final int LATIN_1 = 256;
  private static final int PAGE = 256;

  /** Class of each Latin-1 character. */
  final char[] latin1 = new char[LATIN_1];

  final int classes;

  /** First code points of runs of one class, from 0, and their classes. */
  private final int[] starts;

  private final char[] classOfRun;

  /** For many runs: which of {@link #pages} a code point is in; else empty. */
  private final char[] pageOf;

  private final char[] pages;

  /**
   * An alphabet of runs.
   *
   * @param starts first code points of the runs, ascending from 0
   * @param classOfRun the class of each run, from {@link #FIRST}
   * @param classes how many there are
   */
  Alphabet(int[] starts, char[] classOfRun, int classes) {
    this.starts = starts;
    this.classOfRun = classOfRun;
    this.classes = classes;
    int run = 0;
    for (int character = 0; character < LATIN_1; character++) {
      while (run + 1 < starts.length && starts[run + 1] <= character) {
        run++;
      }
      latin1[character] = classOfRun[run];
    }
    boolean isPaged = starts.length - run > MOST_RUNS_TO_SEARCH;
    pageOf = isPaged ? new char[(CharacterSet.MAX + 1) / PAGE] : new char[0];
    pages = isPaged ? pages() : new char[0];
  }

  /** The class of a code point. */
  int classOf(int codePoint) {
    if (codePoint < LATIN_1) {
      return latin1[codePoint];
    }
    if (pageOf.length > 0) {
      return pages[pageOf[codePoint >>> 8] << 8 | codePoint & 0xff];
    }
    return classOfRun[runOf(codePoint)];
  }

  /** Bytes that the tables take, about. */
  long bytes() {
    return 6L * starts.length + 2L * (latin1.length + pageOf.length + pages.length);
  }

  private int runOf(int codePoint) {
    int low = 0;
    int high = starts.length - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (starts[middle] <= codePoint) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }

  /** Pages of one class are shared. */
  private char[] pages() {
    int[] uniform = new int[FIRST + classes];
    int count = 0;
    char[] filled = new char[PAGE * (starts.length + classes)];
    int run = 0;
    for (int page = 0; page < pageOf.length; page++) {
      int first = page * PAGE;
      while (run + 1 < starts.length && starts[run + 1] <= first) {
        run++;
      }
      boolean isUniform = run + 1 == starts.length || starts[run + 1] >= first + PAGE;
      int of = classOfRun[run];
      if (isUniform && uniform[of] > 0) {
        pageOf[page] = (char) (uniform[of] - 1);
        continue;
      }
      pageOf[page] = (char) (count / PAGE);
      if (isUniform) {
        uniform[of] = count / PAGE + 1;
      }
      for (int at = 0, within = run; at < PAGE; at++) {
        while (within + 1 < starts.length && starts[within + 1] <= first + at) {
          within++;
        }
        filled[count++] = classOfRun[within];
      }
    }
    return Arrays.copyOf(filled, count);
  }
}
