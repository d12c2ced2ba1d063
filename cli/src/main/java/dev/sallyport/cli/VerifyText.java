package dev.sallyport.cli;

import dev.sallyport.audit.verify.Finding;
import dev.sallyport.audit.verify.RunReport;
import dev.sallyport.audit.verify.Verdict;
import dev.sallyport.audit.verify.VerifyReport;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The report for a person: what is covered, what was found, and what it comes to. */
final class VerifyText {
  private static final int MAX_DETAIL = 300;
  private static final int MAX_NAME = 120;

  private final PrintStream out;
  private final Paint paint;

  VerifyText(PrintStream out, Paint paint) {
    this.out = out;
    this.paint = paint;
  }

  void print(Path folder, VerifyReport report) {
    printKey(report);
    if (!report.runs().isEmpty()) {
      printRuns(report);
    }
    for (Finding finding : report.findings()) {
      out.println(finding(finding));
    }
    for (String note : notes(report)) {
      out.println(paint.dim("note: " + TerminalText.sentence(note, MAX_DETAIL)));
    }
    out.println(verdict(folder, report));
  }

  private void printKey(VerifyReport report) {
    String key = report.key();
    if (key != null) {
      String shown = TerminalText.sentence(key, 2 * MAX_NAME);
      out.println("key " + shown + (report.keyPinned() ? "" : "  (not pinned)"));
    }
  }

  private void printRuns(VerifyReport report) {
    String header = "%-37s %10s %10s %10s %10s  %s";
    out.println(
        String.format(
            Locale.ROOT, header, "run", "records", "anchored", "sealed", "unsealed", "state"));
    long records = 0;
    for (RunReport run : report.runs()) {
      records += run.leaves();
      String name = TerminalText.sentence(run.folder(), MAX_NAME);
      long sealed = run.sealed() - run.anchored();
      out.println(row(name, run.leaves(), run.anchored(), sealed, state(run)));
    }
    if (report.runs().size() > 1) {
      out.println(row("all", records, report.anchored(), report.sealed(), ""));
    }
  }

  private static String row(String name, long records, long anchored, long sealed, String state) {
    long unsealed = records - anchored - sealed;
    String row =
        String.format(
            Locale.ROOT,
            "%-37s %10d %10d %10d %10d  %s",
            name,
            records,
            anchored,
            sealed,
            unsealed,
            state);
    return row.stripTrailing();
  }

  private static String state(RunReport run) {
    StringBuilder state = new StringBuilder(Words.of(run.state()));
    if (run.removed() > 0) {
      state.append(", ").append(run.removed()).append(" removed in order");
    }
    if (run.notRead() > 0) {
      state.append(", ").append(run.notRead()).append(" not read");
    }
    return state.toString();
  }

  private String finding(Finding finding) {
    StringBuilder line = new StringBuilder(finding.kind().words()).append(": ");
    String place = place(finding);
    line.append(place).append(place.isEmpty() ? "" : ": ");
    line.append(TerminalText.sentence(finding.detail(), MAX_DETAIL));
    boolean tampered = finding.kind().verdict() == Verdict.TAMPERED;
    return tampered ? paint.red(line.toString()) : paint.yellow(line.toString());
  }

  /** Such as {@code record 17, decision 3f9a1c20-5, RUN/20261121F.cq4 bytes 1200 to 1500}. */
  private static String place(Finding finding) {
    StringBuilder place = new StringBuilder();
    long first = finding.firstLeaf();
    if (first >= 0 && finding.endLeaf() <= first + 1) {
      add(place, "record " + first);
    } else if (first >= 0) {
      add(place, "records " + first + " to " + (finding.endLeaf() - 1));
    }
    if (finding.decision() != null) {
      add(place, "decision " + finding.decision());
    }
    String path = path(finding.run(), finding.file());
    if (!path.isEmpty()) {
      boolean range = finding.from() >= 0;
      add(place, path + (range ? " bytes " + finding.from() + " to " + finding.to() : ""));
    }
    return place.toString();
  }

  private static void add(StringBuilder place, String part) {
    place.append(place.isEmpty() ? "" : ", ").append(part);
  }

  private static String path(@Nullable String run, @Nullable String file) {
    String path = run == null ? "" : run;
    if (file != null) {
      path = path.isEmpty() ? file : path + "/" + file;
    }
    return TerminalText.sentence(path, MAX_NAME);
  }

  /** What limits what the verdict means. */
  static List<String> notes(VerifyReport report) {
    List<String> notes = new ArrayList<>(report.notes());
    if (report.key() != null && !report.keyPinned()) {
      notes.add(
          "the key was taken from beside the log: whoever replaced all of it could have replaced"
              + " the key, too; pin it with --key");
    }
    if (report.sealed() > 0) {
      notes.add(
          report.sealed()
              + " sealed records are not anchored: nothing kept elsewhere tells whether the log"
              + " was longer once");
    }
    return notes;
  }

  private String verdict(Path folder, VerifyReport report) {
    String shown = TerminalText.sentence(folder.toString(), MAX_DETAIL);
    int count = report.findings().size();
    String findings = count == 1 ? "1 finding" : count + " findings";
    return switch (report.verdict()) {
      case INTACT -> paint.green("intact: " + shown);
      case TAMPERED -> paint.red("tampered: " + shown + ", " + findings);
      case CANNOT_TELL -> paint.yellow("can't tell: " + shown + ", " + findings);
    };
  }
}
