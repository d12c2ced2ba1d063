package dev.sallyport.engine.pattern;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Finds the classes of the sets that some programs read: cuts the code points at all bounds of
 * sets, then splits the classes by each set in turn.
 */
final class AlphabetBuilder {
  /** The single code points that are read, ascending. */
  private final int[] singles;

  /** The different sets that are read. */
  private final int[][] sets;

  /** For each program, the index in {@link #sets} of each of its sets. */
  private final int[][] indexes;

  private final int[] starts;
  private final int[] classOfRun;
  private int classes;

  /** Builds the alphabet; with context, words and newlines are classes of their own. */
  AlphabetBuilder(Program[] programs, boolean hasContext) {
    indexes = new int[programs.length][];
    sets = differentSets(programs, hasContext);
    singles = singles(programs);
    starts = starts();
    classOfRun = new int[starts.length];
    classes = 1;
    split();
    renumber();
  }

  Alphabet alphabet() {
    char[] numbers = new char[starts.length];
    int[] kept = new int[starts.length];
    int runs = 0;
    for (int run = 0; run < starts.length; run++) {
      int number = Alphabet.FIRST + classOfRun[run];
      if (run == 0 || number != numbers[runs - 1]) {
        kept[runs] = starts[run];
        numbers[runs++] = (char) number;
      }
    }
    return new Alphabet(Arrays.copyOf(kept, runs), Arrays.copyOf(numbers, runs), classes);
  }

  /** A number for what node {@code first} reads, for {@link #classesOf}. */
  int setOf(int program, int first) {
    return first < 0 ? sets.length + Arrays.binarySearch(singles, ~first) : indexes[program][first];
  }

  int classes() {
    return classes;
  }

  int setCount() {
    return sets.length + singles.length;
  }

  /** The classes of a set. */
  int[] classesOf(int set) {
    if (set >= sets.length) {
      return new int[] {classOfRun[run(singles[set - sets.length])]};
    }
    boolean[] isIn = new boolean[classes];
    int[] found = new int[classes];
    int count = 0;
    int[] ranges = sets[set];
    for (int at = 0; at < ranges.length; at += 2) {
      for (int run = run(ranges[at]); run < starts.length && starts[run] <= ranges[at + 1]; run++) {
        if (!isIn[classOfRun[run]]) {
          isIn[classOfRun[run]] = true;
          found[count++] = classOfRun[run];
        }
      }
    }
    return Arrays.copyOf(found, count);
  }

  /** The run that begins at {@code start}. */
  private int run(int start) {
    return Arrays.binarySearch(starts, start);
  }

  private int[][] differentSets(Program[] programs, boolean hasContext) {
    Map<Ranges, Integer> known = new HashMap<>();
    int[][] different = new int[8][];
    int count = 0;
    for (int program = 0; program < programs.length; program++) {
      int[][] of = programs[program].sets;
      indexes[program] = new int[of.length];
      for (int i = 0; i < of.length; i++) {
        Integer index = known.putIfAbsent(new Ranges(of[i]), count);
        if (index == null) {
          different = grown(different, count);
          different[count] = of[i];
        }
        indexes[program][i] = index == null ? count++ : index;
      }
    }
    if (hasContext) {
      different = grown(grown(different, count), count + 1);
      different[count++] = NamedClass.WORD;
      different[count++] = new int[] {'\n', '\n'};
    }
    return Arrays.copyOf(different, count);
  }

  private static int[][] grown(int[][] array, int index) {
    return index < array.length ? array : Arrays.copyOf(array, 2 * index);
  }

  private static int[] singles(Program[] programs) {
    int[] read = new int[16];
    int count = 0;
    for (Program program : programs) {
      for (int node = 0; node < program.size(); node++) {
        if (program.operation[node] == Program.CHARACTER && program.first[node] < 0) {
          if (count == read.length) {
            read = Arrays.copyOf(read, 2 * count);
          }
          read[count++] = ~program.first[node];
        }
      }
    }
    return sortedWithoutRepeats(read, count);
  }

  private int[] starts() {
    int size = 1 + 2 * singles.length;
    for (int[] set : sets) {
      size += set.length;
    }
    int[] bounds = new int[size];
    int count = 1;
    for (int single : singles) {
      bounds[count++] = single;
      bounds[count++] = single + 1;
    }
    for (int[] set : sets) {
      for (int at = 0; at < set.length; at++) {
        bounds[count++] = set[at] + (at & 1);
      }
    }
    int[] sorted = sortedWithoutRepeats(bounds, count);
    int last = sorted[sorted.length - 1];
    return last > CharacterSet.MAX ? Arrays.copyOf(sorted, sorted.length - 1) : sorted;
  }

  private static int[] sortedWithoutRepeats(int[] numbers, int count) {
    Arrays.sort(numbers, 0, count);
    int kept = 0;
    for (int at = 0; at < count; at++) {
      if (at == 0 || numbers[at] != numbers[at - 1]) {
        numbers[kept++] = numbers[at];
      }
    }
    return Arrays.copyOf(numbers, kept);
  }

  private void split() {
    int[] splitBy = new int[2 * starts.length + 2];
    int[] splitTo = new int[2 * starts.length + 2];
    for (int set = 0; set < sets.length; set++) {
      int[] ranges = sets[set];
      if (classes + starts.length > splitTo.length) {
        splitBy = Arrays.copyOf(splitBy, 2 * (classes + starts.length));
        splitTo = Arrays.copyOf(splitTo, splitBy.length);
      }
      for (int at = 0; at < ranges.length; at += 2) {
        for (int run = run(ranges[at]);
            run < starts.length && starts[run] <= ranges[at + 1];
            run++) {
          int old = classOfRun[run];
          if (splitBy[old] != set + 1) {
            splitBy[old] = set + 1;
            splitTo[old] = classes++;
          }
          classOfRun[run] = splitTo[old];
        }
      }
    }
    for (int single : singles) {
      classOfRun[run(single)] = classes++;
    }
  }

  /** Splitting leaves numbers that no run has. */
  private void renumber() {
    int[] numbers = new int[classes];
    int count = 0;
    for (int run = 0; run < starts.length; run++) {
      int old = classOfRun[run];
      if (numbers[old] == 0) {
        numbers[old] = ++count;
      }
      classOfRun[run] = numbers[old] - 1;
    }
    classes = count;
  }

  /** Ranges as a key. */
  private static final class Ranges {
    private final int[] ranges;

    Ranges(int[] ranges) {
      this.ranges = ranges;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Ranges that && Arrays.equals(ranges, that.ranges);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(ranges);
    }
  }
}
