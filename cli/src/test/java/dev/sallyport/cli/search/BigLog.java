package dev.sallyport.cli.search;

import dev.sallyport.audit.ArgumentsForm;
import dev.sallyport.audit.CallOutcome;
import dev.sallyport.audit.DecisionRecord;
import dev.sallyport.audit.OutcomeRecord;
import dev.sallyport.audit.RecordedEffect;
import dev.sallyport.audit.StampedLog;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;

/** Writes a large log to measure with: {@code BigLog FOLDER RECORDS}, spread over one day. */
public final class BigLog {
  private static final Instant START = Instant.parse("2026-11-20T00:00:00Z");
  private static final long DAY_MICROS = 86_400_000_000L;
  private static final int CONCURRENT = 64;
  private static final String[] AGENTS = {"desk.SupportAssistant", "desk.Triage", "ops.Runner"};
  private static final byte[] DIGEST = new byte[32];

  private final Random random = new Random(7);
  private final StampedLog log;
  private final long records;
  private final Deque<Long> running = new ArrayDeque<>();
  private long calls;

  private BigLog(StampedLog log, long records) {
    this.log = log;
    this.records = records;
  }

  /** Writes the log. */
  public static void main(String[] args) throws IOException {
    try (StampedLog log = StampedLog.start(Path.of(args[0]), START, 0x3f9a1c20_00000001L)) {
      log.file("20261120F.cq4");
      new BigLog(log, Long.parseLong(args[1])).write();
    }
  }

  private void write() throws IOException {
    long start = START.getEpochSecond() * 1_000_000;
    while (log.leaf() < records) {
      long micros = start + (long) ((double) log.leaf() / records * DAY_MICROS);
      if (running.size() >= CONCURRENT || (!running.isEmpty() && random.nextBoolean())) {
        log.append(outcome(running.removeFirst()), micros);
      } else {
        log.append(decision(++calls), micros);
      }
    }
  }

  private DecisionRecord decision(long call) {
    int tool = (int) Math.abs(random.nextGaussian() * 12);
    boolean denied = random.nextInt(50) == 0;
    boolean failed = random.nextInt(5_000) == 0;
    if (!denied && !failed) {
      running.addLast(call);
    }
    int amount = random.nextInt(100_000);
    return new DecisionRecord()
        .callId(call)
        .evaluationNanos(600 + (long) Math.exp(random.nextGaussian() + 6))
        .effect(denied || failed ? RecordedEffect.DENY : RecordedEffect.ALLOW)
        .framework("langchain4j 1.19.0")
        .agent(AGENTS[random.nextInt(AGENTS.length)])
        .session("session-" + (call / 20 + random.nextInt(50)))
        .tool("tool_" + tool)
        .rule(failed ? null : denied ? "large-refunds" : "allow-" + tool % 5)
        .error(failed ? "arguments: duplicate key `a` at offset " + amount % 40 : null)
        .argumentsForm(ArgumentsForm.FULL)
        .argumentsDigest(DIGEST)
        .policyDigest(DIGEST)
        .argumentsLength(60)
        .argumentsText(
            "{\"amount\": "
                + amount
                + ", \"currency\": \"EUR\", \"order\": \"A-"
                + call % 997
                + "\"}");
  }

  private OutcomeRecord outcome(long call) {
    boolean threw = random.nextInt(2_000) == 0;
    return new OutcomeRecord()
        .callId(call)
        .outcome(threw ? CallOutcome.THREW : CallOutcome.RETURNED)
        .exceptionClass(threw ? "java.io.IOException" : null)
        .resultLength(100)
        .resultDigest(DIGEST)
        .durationNanos((long) Math.exp(random.nextGaussian() * 1.5 + 16));
  }
}
