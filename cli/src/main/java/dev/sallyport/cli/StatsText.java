package dev.sallyport.cli;

import dev.sallyport.cli.stats.DurationHistogram;
import dev.sallyport.cli.stats.HistogramRows;
import dev.sallyport.cli.stats.NameCounts;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/** Prints statistics for people. */
final class StatsText {
  private static final int LABEL_WIDTH = 10;
  private static final int COUNT_WIDTH = 15;
  private static final int MIN_NAME_WIDTH = 18;
  private static final int MAX_NAME = 50;
  private static final String[] EIGHTHS = {
    "", "\u258f", "\u258e", "\u258d", "\u258c", "\u258b", "\u258a", "\u2589"
  };

  private final PrintStream out;
  private final Paint paint;
  private final boolean unicode;
  private final int columns;
  private final int top;

  /**
   * Prints to {@code out}.
   *
   * @param unicode whether bars may be drawn with other characters than those of ASCII
   * @param columns how wide a line may be, at least 60
   * @param top how many names of each sort to print
   */
  StatsText(PrintStream out, Paint paint, boolean unicode, int columns, int top) {
    this.out = out;
    this.paint = paint;
    this.unicode = unicode;
    this.columns = columns;
    this.top = top;
  }

  void print(CallStatistics stats, int runs) {
    long total = stats.decisions().total();
    out.println(grouped(total) + " decisions in " + grouped(runs) + (runs == 1 ? " run" : " runs"));
    if (stats.ofResults() > 0) {
      out.println(grouped(stats.ofResults()) + " of them about results");
    }
    if (stats.damages() > 0) {
      String places = stats.damages() == 1 ? " place" : " places";
      out.println(paint.red("damaged in " + grouped(stats.damages()) + places + ": see search"));
    }
    table("decisions", stats.decisions(), "-");
    single("errors", stats.errors());
    table("outcomes", stats.outcomes(), "-");
    single("without outcome", stats.withoutOutcome());
    table("tools", stats.tools(), "-");
    table("rules", stats.rules(), "(default)");
    table("agents", stats.agents(), "-");
    durations("judging took", stats.evaluation());
    durations("tools ran", stats.duration());
  }

  private void single(String label, long count) {
    if (count > 0) {
      out.println("  " + padded(label, MIN_NAME_WIDTH) + right(grouped(count), COUNT_WIDTH));
    }
  }

  /** Prints how often the most frequent names occurred; {@code missing} stands for none. */
  private void table(String title, NameCounts counts, String missing) {
    List<NameCounts.Count> shown = counts.top(top);
    if (shown.isEmpty()) {
      return;
    }
    boolean all = shown.size() == counts.names() && counts.others() == 0;
    out.println();
    out.println(all ? title : title + ", the top " + shown.size());
    int width = MIN_NAME_WIDTH;
    for (NameCounts.Count count : shown) {
      width = Math.max(width, TerminalText.width(label(count, missing)));
    }
    long rest = counts.total();
    for (NameCounts.Count count : shown) {
      row(label(count, missing), count.count(), counts.total(), width);
      rest -= count.count();
    }
    if (!all) {
      row(restLabel(counts, shown.size()), rest, counts.total(), width);
    }
  }

  private static String label(NameCounts.Count count, String missing) {
    return count.name() == null ? missing : TerminalText.column(count.name(), MAX_NAME);
  }

  private static String restLabel(NameCounts counts, int shown) {
    int left = counts.names() - shown;
    return "(" + grouped(left) + (counts.others() > 0 ? " or more" : "") + " others)";
  }

  private void row(String name, long count, long total, int width) {
    String share = String.format(Locale.ROOT, "%6.1f%%", 100.0 * count / total);
    String number = right(grouped(count), COUNT_WIDTH);
    out.println("  " + padded(name, width) + number + "  " + share);
  }

  private void durations(String title, DurationHistogram histogram) {
    if (histogram.total() == 0) {
      return;
    }
    out.println();
    out.println(title);
    out.println(
        "  p50 "
            + Durations.show(histogram.percentile(500))
            + "  p90 "
            + Durations.show(histogram.percentile(900))
            + "  p99 "
            + Durations.show(histogram.percentile(990))
            + "  p99.9 "
            + Durations.show(histogram.percentile(999))
            + "  max "
            + Durations.show(histogram.max()));
    chart(HistogramRows.of(histogram));
  }

  private void chart(List<HistogramRows.Row> rows) {
    long most = 1;
    for (HistogramRows.Row row : rows) {
      most = Math.max(most, row.count());
    }
    int width = columns - 2 - LABEL_WIDTH - 2 - COUNT_WIDTH;
    for (HistogramRows.Row row : rows) {
      String label = right(">= " + Durations.show(row.from()), LABEL_WIDTH);
      String bar = padded(bar(row.count(), most, width), width);
      out.println("  " + label + "  " + bar + right(grouped(row.count()), COUNT_WIDTH));
    }
  }

  /** A bar as long as the count's share of the greatest; what is not 0 shows. */
  private String bar(long count, long most, int width) {
    int parts = unicode ? EIGHTHS.length : 1;
    double share = (double) count / most;
    int length = (int) Math.round(share * width * parts);
    int shown = count > 0 ? Math.max(1, length) : 0;
    return (unicode ? "\u2588" : "#").repeat(shown / parts)
        + (unicode ? EIGHTHS[shown % parts] : "");
  }

  static String grouped(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  private static String padded(String text, int width) {
    return text + " ".repeat(Math.max(0, width - TerminalText.width(text)));
  }

  private static String right(String text, int width) {
    return " ".repeat(Math.max(0, width - text.length())) + text;
  }
}
