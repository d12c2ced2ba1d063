package dev.sallyport.cli;

import dev.sallyport.audit.RunFolder;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The last lines of one run. A log can be huge, so it is read from near its end, and from further
 * back only while that did not give enough.
 *
 * @param reader stands where the log ended
 * @param lines the lines to show, oldest first
 */
record RunHistory(RunReader reader, Deque<String> lines) {
  /** More than the lines wanted: the decisions of outcomes are to be among them. */
  private static final int FIRST_RECORDS = 1_000;

  private static final int GROWTH = 8;

  /** The last {@code count} lines of {@code run} that pass {@code filter}. */
  static RunHistory read(RunFolder run, int count, RecordFilter filter, LineFormat format)
      throws IOException {
    boolean all = count == Integer.MAX_VALUE;
    long records = all ? FIRST_RECORDS : Math.max(FIRST_RECORDS, 2L * count);
    while (records < Integer.MAX_VALUE) {
      RunHistory history = drain(RunReader.fromLast(run, (int) records, filter, format), count);
      RunReader reader = history.reader;
      boolean whole = reader.entries() < records;
      boolean backFarEnough = reader.firstMicros() < filter.sinceMicros();
      if (whole || backFarEnough || history.lines.size() >= count) {
        return history;
      }
      reader.close();
      records *= GROWTH;
    }
    return drain(RunReader.fromStart(run, filter, format), count);
  }

  private static RunHistory drain(RunReader reader, int count) throws IOException {
    Deque<String> lines = new ArrayDeque<>();
    try {
      for (String line = reader.next(); line != null; line = reader.next()) {
        lines.addLast(line);
        if (lines.size() > count) {
          lines.removeFirst();
        }
      }
      return new RunHistory(reader, lines);
    } catch (IOException | RuntimeException e) {
      reader.close();
      throw e;
    }
  }
}
