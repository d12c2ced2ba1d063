package dev.sallyport.javaagent.start;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.audit.AuditEntry;
import dev.sallyport.audit.DecisionRecord;
import dev.sallyport.audit.RecordKind;
import dev.sallyport.bootstrap.ToolCall;
import dev.sallyport.bootstrap.ToolGate;
import dev.sallyport.engine.CallView;
import dev.sallyport.engine.Decision;
import dev.sallyport.engine.PolicyDecisionPoint;
import dev.sallyport.engine.PolicyParser;
import dev.sallyport.engine.PolicySource;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** As many reloads as the machine makes while threads decide; then each decision is made again. */
class PolicyReloadUnderLoadTest {
  private static final int RELOADS = 2_000;
  private static final int THREADS = 3;

  @TempDir Path folder;
  private volatile boolean done;

  /** Whether each call ran, by its id. */
  private final Map<Long, Boolean> ran = new ConcurrentHashMap<>();

  @Test
  void everyDecisionIsThatOfTheSetItsRecordNames() throws Exception {
    Path policy = folder.resolve("sallyport.yaml");
    Files.writeString(policy, version(0));
    try (RunningGate gate = RunningGate.at(policy, folder)) {
      List<Thread> deciding = startDeciding();
      for (int version = 1; version <= RELOADS; version++) {
        Path next = folder.resolve("next");
        Files.writeString(next, version(version));
        Files.move(next, policy, StandardCopyOption.ATOMIC_MOVE);
        assertThat(gate.checkTwice()).as("version %d", version).isTrue();
      }
      done = true;
      for (Thread thread : deciding) {
        thread.join(30_000);
        assertThat(thread.isAlive()).isFalse();
      }
      checkAgain(gate.entries());
    }
  }

  private List<Thread> startDeciding() {
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      Thread thread = new Thread(this::decide, "deciding-" + i);
      thread.setDaemon(true);
      thread.start();
      threads.add(thread);
    }
    return threads;
  }

  private void decide() {
    for (int i = 0; !done; i++) {
      ToolCall call = RunningGate.enter("pay", "{\"amount\":" + i % RELOADS + "}");
      ran.put(call.callId(), !call.refused());
      ToolGate.exit(call, "done", null);
      LockSupport.parkNanos(20_000);
    }
  }

  /** Even versions allow up to an amount, odd ones deny from one on: neighbours never agree. */
  private static String version(int number) {
    String head = "apiVersion: governance.toolkit/v1\nname: v" + number + "\nrules:\n";
    String rule = "  - name: v" + number + "\n    condition: \"args.amount ";
    return number % 2 == 0
        ? head + rule + "<= " + number + "\"\n    action: allow\n"
        : head.replace("rules:", "default_action: allow\nrules:")
            + rule
            + "<= "
            + number
            + "\"\n    action: deny\n";
  }

  private void checkAgain(List<AuditEntry> entries) throws Exception {
    Map<String, PolicyDecisionPoint> sets = new HashMap<>();
    for (int version = 0; version <= RELOADS; version++) {
      var set =
          PolicyParser.parse(
              List.of(
                  new PolicySource(
                      "sallyport.yaml", version(version).getBytes(StandardCharsets.UTF_8))));
      sets.put(set.digestHex(), new PolicyDecisionPoint(set));
    }
    Set<String> loaded = new HashSet<>();
    Set<String> used = new HashSet<>();
    int decisions = 0;
    for (AuditEntry entry : entries) {
      if (entry instanceof AuditEntry.Event event
          && event.record().kind() == RecordKind.POLICY_LOAD) {
        loaded.add(String.valueOf(event.record().values().get("digest")));
      } else if (entry instanceof AuditEntry.Decision decision) {
        String digest = HexFormat.of().formatHex(decision.record().policyDigest());
        assertThat(loaded).as("sets in the log before this decision").contains(digest);
        checkAgain(decision.record(), Objects.requireNonNull(sets.get(digest)));
        used.add(digest);
        decisions++;
      }
    }
    assertThat(loaded).hasSize(RELOADS + 1);
    assertThat(decisions).isEqualTo(ran.size()).isGreaterThan(RELOADS);
    assertThat(used.size()).as("sets that decided").isGreaterThan(RELOADS / 20);
  }

  private void checkAgain(DecisionRecord record, PolicyDecisionPoint set) {
    Decision offline =
        set.decide(
            new CallView()
                .tool(record.tool())
                .arguments(record.argumentsText())
                .agent(record.agent())
                .session(record.session()));
    assertThat(record.effect().name()).isEqualTo(offline.effect().name());
    assertThat(record.rule()).isEqualTo(offline.rule());
    assertThat(record.error()).isNull();
    assertThat(ran.get(record.callId())).isEqualTo(offline.effect().name().equals("ALLOW"));
  }
}
