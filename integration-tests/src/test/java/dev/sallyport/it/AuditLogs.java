package dev.sallyport.it;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads logs as a user does: with the jar's own command, in a JVM of its own. */
final class AuditLogs {
  private AuditLogs() {}

  /** The records of each run under {@code folder}, oldest run first. */
  static List<List<AuditLine>> readRuns(Jdk jdk, Path folder) {
    Map<String, List<AuditLine>> runs = new TreeMap<>();
    for (AuditLine line : read(jdk, folder)) {
      // The folder's name begins with its start time, so it sorts by age.
      runs.computeIfAbsent(line.run(), run -> new ArrayList<>()).add(line);
    }
    return List.copyOf(runs.values());
  }

  /** All records of all runs under {@code folder}, oldest first. */
  static List<AuditLine> read(Jdk jdk, Path folder) {
    FinishedJvm tail =
        SpawnedJvm.on(jdk, folder)
            .frugal()
            .jar(
                SallyportJar.path(),
                "tail",
                folder.toString(),
                "--json",
                "-n",
                "all",
                "--no-follow")
            .run(Duration.ofSeconds(60))
            .succeeded();
    List<AuditLine> lines = new ArrayList<>();
    for (String line : tail.stdout()) {
      lines.add(new AuditLine(Json.read(line)));
    }
    return lines;
  }

  /** The records of each run under {@code folder}, oldest run first. */
  static List<List<AuditLine>> runs(Jdk jdk, Path folder) {
    Map<String, List<AuditLine>> runs = new TreeMap<>();
    for (AuditLine line : read(jdk, folder)) {
      runs.computeIfAbsent(line.run(), run -> new ArrayList<>()).add(line);
    }
    return List.copyOf(runs.values());
  }
}
