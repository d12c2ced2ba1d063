package dev.sallyport.cli;

import dev.sallyport.audit.AuditEntry;
import dev.sallyport.audit.DecisionRecord;
import dev.sallyport.audit.LogTail;
import dev.sallyport.audit.OutcomeRecord;
import dev.sallyport.audit.RecordKind;
import dev.sallyport.audit.RunFolder;
import dev.sallyport.audit.RunFolders;
import dev.sallyport.audit.ToolStage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What {@code search} should print, found by decoding every record of a log. */
final class PlainSearch {
  private final Map<String, String> options;
  private final LineFormat format = new JsonLines();

  /** A call or another line. */
  private record Item(boolean isCall, boolean isDamage, String text) {}

  /** {@code options} by name, as they are given to {@code search}. */
  PlainSearch(Map<String, String> options) {
    this.options = options;
  }

  String run(Path root) throws IOException {
    List<RunFolder> runs = RunFolders.list(root);
    String limit = options.get("-n");
    long missing = limit == null ? Long.MAX_VALUE : Long.parseLong(limit);
    StringBuilder text = new StringBuilder();
    for (int i = runs.size() - 1; i >= 0 && missing > 0; i--) {
      List<Item> items = items(runs.get(i));
      long calls = items.stream().filter(Item::isCall).count();
      text.insert(0, print(items, Math.max(0, calls - missing), calls >= missing));
      missing -= Math.min(missing, calls);
    }
    return text.toString();
  }

  /** The items after {@code skipped} calls, and all damage. */
  private static String print(List<Item> items, long skipped, boolean enough) {
    StringBuilder text = new StringBuilder();
    long seen = 0;
    for (Item item : items) {
      seen += item.isCall ? 1 : 0;
      if (item.isDamage || seen > skipped || !enough) {
        text.append(item.text);
      }
    }
    return text.toString();
  }

  private List<Item> items(RunFolder run) throws IOException {
    List<AuditEntry> entries = new ArrayList<>();
    try (LogTail tail = LogTail.fromStart(run.path())) {
      for (AuditEntry entry = tail.next(); entry != null; entry = tail.next()) {
        entries.add(entry);
      }
    }
    Map<Long, TreeMap<Integer, OutcomeRecord>> outcomes = new HashMap<>();
    for (int i = 0; i < entries.size(); i++) {
      if (entries.get(i) instanceof AuditEntry.Outcome outcome) {
        long callId = outcome.record().callId();
        outcomes.computeIfAbsent(callId, id -> new TreeMap<>()).put(i, outcome.record());
      }
    }
    String name = String.valueOf(run.path().getFileName());
    List<Item> items = new ArrayList<>();
    for (int i = 0; i < entries.size(); i++) {
      AuditEntry entry = entries.get(i);
      if (entry instanceof AuditEntry.Damaged damaged) {
        items.add(new Item(false, true, format.damaged(name, damaged) + "\n"));
      } else if (entry instanceof AuditEntry.Event event) {
        RecordKind kind = event.record().kind();
        boolean tells = kind == RecordKind.GAP || kind == RecordKind.RECOVERED;
        if (tells && isInTime(event.record().wallClockMicros())) {
          items.add(new Item(false, false, format.event(name, event.record()) + "\n"));
        }
      } else if (entry instanceof AuditEntry.Decision decision && fits(decision.record())) {
        OutcomeRecord outcome = outcome(outcomes, i, decision.record());
        if (fits(outcome)) {
          items.add(new Item(true, false, lines(name, decision.record(), outcome)));
        }
      }
    }
    return items;
  }

  private String lines(String run, DecisionRecord decision, @Nullable OutcomeRecord outcome) {
    String line = format.decision(run, decision) + "\n";
    return outcome == null
        ? line
        : line + format.outcome(run, outcome, CallFacts.of(decision, true)) + "\n";
  }

  /** The first outcome of the call after place {@code at}. */
  private static @Nullable OutcomeRecord outcome(
      Map<Long, TreeMap<Integer, OutcomeRecord>> outcomes, int at, DecisionRecord decision) {
    if (decision.stage() == ToolStage.POST_TOOL || !outcomes.containsKey(decision.callId())) {
      return null;
    }
    Map.Entry<Integer, OutcomeRecord> next = outcomes.get(decision.callId()).higherEntry(at);
    return next == null ? null : next.getValue();
  }

  private boolean isInTime(long micros) {
    String since = options.get("--since");
    String until = options.get("--until");
    return (since == null || micros >= micros(since)) && (until == null || micros < micros(until));
  }

  private static long micros(String instant) {
    Instant point = Instant.parse(instant);
    return point.getEpochSecond() * 1_000_000 + point.getNano() / 1_000;
  }

  private boolean fits(DecisionRecord decision) {
    String wanted = options.get("--decision");
    String session = options.get("--session");
    return isInTime(decision.wallClockMicros())
        && (!options.containsKey("--denied") || Words.isRefusal(decision))
        && (wanted == null
            || (wanted.equals("error")
                ? decision.error() != null
                : wanted.equals(Words.of(decision.effect()))))
        && fits("--tool", decision.tool())
        && fits("--agent", decision.agent())
        && fits("--rule", decision.rule())
        && (session == null || session.equals(decision.session()))
        && (contains(decision.argumentsText()) || contains(decision.error()));
  }

  private boolean fits(String option, @Nullable String name) {
    String glob = options.get(option);
    return glob == null || new NameGlob(glob).matches(name == null ? "" : name);
  }

  private boolean contains(@Nullable String where) {
    String text = options.get("--text");
    if (text == null) {
      return true;
    }
    return where != null && fold(where).contains(fold(text));
  }

  private static String fold(String text) {
    StringBuilder folded = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      folded.append(Character.toLowerCase(Character.toUpperCase(text.charAt(i))));
    }
    return folded.toString();
  }

  private boolean fits(@Nullable OutcomeRecord outcome) {
    String wanted = options.get("--outcome");
    if (wanted == null) {
      return true;
    }
    return outcome == null
        ? wanted.equals("none")
        : wanted.equals(outcome.outcome().name().toLowerCase(Locale.ROOT));
  }
}
