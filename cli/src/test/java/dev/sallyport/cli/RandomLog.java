package dev.sallyport.cli;

import dev.sallyport.audit.ArgumentsForm;
import dev.sallyport.audit.CallOutcome;
import dev.sallyport.audit.DecisionRecord;
import dev.sallyport.audit.EnforcementMode;
import dev.sallyport.audit.EventRecord;
import dev.sallyport.audit.OutcomeRecord;
import dev.sallyport.audit.RecordKind;
import dev.sallyport.audit.RecordedEffect;
import dev.sallyport.audit.StampedLog;
import dev.sallyport.audit.ToolStage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** A log of several runs and files with arbitrary calls, the same for the same seed. */
final class RandomLog {
  static final Instant START = Instant.parse("2026-11-20T22:00:00Z");
  static final String[] TOOLS = {
    "search_orders", "issue_refund", "Issue_Refund", "退款", "", "a b\n"
  };
  static final String[] AGENTS = {"desk", "watcher", "Zoë", "\u001b[31m"};
  static final String[] RULES = {"read-only", "large-refunds", "résumé"};
  static final String[] TEXTS = {
    "{amount: number(3)}", "{\"order\": \"A-17\"}", "STRASSE straße", "\u212Aelvin", "x", "ab", ""
  };

  private final Random random;
  private final boolean damaged;
  private final List<Long> running = new ArrayList<>();
  private long micros = START.getEpochSecond() * 1_000_000;
  private long calls;

  private RandomLog(long seed, boolean damaged) {
    this.random = new Random(seed);
    this.damaged = damaged;
  }

  /** Writes runs of {@code records} records each. */
  static void write(Path root, long seed, int runs, int records, boolean damaged)
      throws IOException {
    for (int i = 0; i < runs; i++) {
      RandomLog log = new RandomLog(seed * 31 + i, damaged);
      Instant start = START.plusSeconds(i);
      try (StampedLog run = StampedLog.start(root, start, (0x3f9a1c20L + i) << 32 | 1)) {
        log.fill(run, records);
      }
    }
  }

  private void fill(StampedLog run, int records) throws IOException {
    run.file("20261120F.cq4");
    int second = records / 3 + random.nextInt(records / 3);
    // Some logs have runs of many denials: blocks without certain decisions.
    for (int i = 0; i < records; i++) {
      if (i == second) {
        run.file("20261121F.cq4");
      }
      boolean bad = damaged && random.nextInt(4_000) == 0;
      if (bad && random.nextBoolean()) {
        run.skipLeaf();
      } else if (bad) {
        run.alterNext();
      }
      if (random.nextInt(300) == 0) {
        run.storeData(8 + random.nextInt(64));
      }
      append(run, i);
    }
  }

  private void append(StampedLog run, int i) throws IOException {
    micros += random.nextInt(40) == 0 ? -random.nextInt(3_000_000) : random.nextInt(900_000);
    if (random.nextInt(2_000) == 0) {
      RecordKind kind = random.nextBoolean() ? RecordKind.GAP : RecordKind.COVERAGE;
      run.append(new EventRecord(kind, Map.of("refused", "" + i)), micros);
    } else if (!running.isEmpty() && random.nextInt(3) == 0) {
      // The oldest or any: some calls run for thousands of records.
      int which = random.nextInt(3) == 0 ? random.nextInt(running.size()) : 0;
      run.append(outcome(running.remove(which)), micros);
    } else {
      run.append(decision(i / 3_000), micros);
    }
  }

  private DecisionRecord decision(int phase) {
    boolean later = random.nextInt(50) == 0 && calls > 0;
    long call = later ? calls : ++calls;
    RecordedEffect effect =
        random.nextInt(4) == 0 ? any(RecordedEffect.values()) : RecordedEffect.ALLOW;
    if (!later && effect == RecordedEffect.ALLOW && random.nextInt(10) > 0) {
      running.add(call);
    }
    return new DecisionRecord()
        .callId(call)
        .stage(later ? ToolStage.POST_TOOL : ToolStage.PRE_TOOL)
        .effect(effect)
        .mode(random.nextInt(5) == 0 ? EnforcementMode.OBSERVE : EnforcementMode.ENFORCE)
        .evaluationNanos(random.nextInt(10_000))
        .agent(maybe(AGENTS))
        .tool(phase == 1 ? "only_here_" + random.nextInt(3) : maybe(TOOLS))
        .rule(maybe(RULES))
        .session(random.nextInt(3) == 0 ? null : "s-" + phase + "-" + random.nextInt(400))
        .error(random.nextInt(100) == 0 ? "arguments: " + maybe(TEXTS) : null)
        .erringRules(random.nextInt(50) == 0 ? List.of("broken") : List.of())
        .argumentsForm(ArgumentsForm.FULL)
        .argumentsText(arguments());
  }

  private @Nullable String arguments() {
    if (random.nextInt(3_000) == 0) {
      return "y".repeat(70_000) + "far end";
    }
    return random.nextInt(4) == 0 ? "n" + random.nextInt(100_000) : maybe(TEXTS);
  }

  private OutcomeRecord outcome(long call) {
    int kind = random.nextInt(40);
    return new OutcomeRecord()
        .callId(call)
        .outcome(
            kind == 0
                ? CallOutcome.THREW
                : kind == 1 ? CallOutcome.NEVER_RETURNED : CallOutcome.RETURNED)
        .durationNanos(random.nextInt(1_000_000_000))
        .exceptionClass(kind == 0 ? "java.io.Ausnahmeé" : null);
  }

  private @Nullable String maybe(String[] values) {
    return random.nextInt(8) == 0 ? null : any(values);
  }

  private <T> T any(T[] values) {
    return values[random.nextInt(values.length)];
  }
}
