package dev.sallyport.javaagent.start;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.audit.AuditEntry;
import dev.sallyport.audit.EventRecord;
import dev.sallyport.audit.RecordKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each way in which a policy changes on disk, with a real engine, enforcer and log. */
class PolicyReloadTest {
  @TempDir Path folder;
  private Path policy = Path.of("");

  @BeforeEach
  void write() throws IOException {
    policy = folder.resolve("sallyport.yaml");
    Files.writeString(policy, upTo(100));
  }

  @Test
  void anEditComesIntoForceWithARecordThatNamesItsDigest() throws Exception {
    try (RunningGate gate = RunningGate.at(policy, folder)) {
      assertThat(gate.permits("pay", 50)).isTrue();

      Files.writeString(policy, upTo(10));
      assertThat(gate.checkTwice()).isTrue();

      assertThat(gate.permits("pay", 50)).isFalse();
      assertThat(loads(gate)).containsExactly(sha256(upTo(100)), sha256(upTo(10)));
      EventRecord load = loadRecords(gate).get(1);
      assertThat(load.values())
          .containsEntry("rules", "1")
          .containsEntry("file.1", policy.toString());
      assertThat(gate.console)
          .containsExactly(
              "policy reloaded: "
                  + policy
                  + " (1 rule, sha256:"
                  + sha256(upTo(10)).substring(0, 12)
                  + ")");
    }
  }

  @Test
  void anEditCountsOnlyOnceItIsSeenTwice() throws Exception {
    try (RunningGate gate = RunningGate.at(policy, folder)) {
      gate.checkTwice();
      String whole = upTo(10) + "  - name: no-sale\n    tools: [sell]\n    action: deny\n";
      Files.writeString(policy, upTo(10));
      assertThat(gate.reload.check()).isFalse();
      Files.writeString(policy, whole);
      assertThat(gate.reload.check()).isFalse();
      assertThat(gate.reload.check()).isTrue();

      assertThat(loads(gate)).containsExactly(sha256(upTo(100)), sha256(whole));
    }
  }

  @Test
  void anUnchangedPolicyIsNotLoadedAgain() throws Exception {
    try (RunningGate gate = RunningGate.at(policy, folder)) {
      gate.checkTwice();
      Files.setLastModifiedTime(policy, FileTime.fromMillis(1));
      Files.writeString(folder.resolve("copy"), upTo(100));
      Files.move(folder.resolve("copy"), policy, StandardCopyOption.REPLACE_EXISTING);
      assertThat(gate.checkTwice()).isFalse();

      assertThat(loads(gate)).hasSize(1);
      assertThat(gate.console).isEmpty();
    }
  }

  @Test
  void anEditThatKeepsSizeAndTimeIsSeen() throws Exception {
    try (RunningGate gate = RunningGate.at(policy, folder)) {
      FileTime time = Files.getLastModifiedTime(policy);
      Files.writeString(policy, upTo(999));
      Files.setLastModifiedTime(policy, time);

      assertThat(gate.checkTwice()).isTrue();
      assertThat(gate.permits("pay", 500)).isTrue();
    }
  }

  @Test
  void aBadEditKeepsTheSetInForceAndIsReportedOncePerContent() throws Exception {
    try (RunningGate gate = RunningGate.at(policy, folder)) {
      String bad = upTo(999) + "    acton: deny\n";
      for (int i = 0; i < 3; i++) {
        Files.writeString(policy, bad);
        assertThat(gate.checkTwice()).isFalse();
      }
      assertThat(gate.permits("pay", 500)).isFalse();
      assertThat(gate.permits("pay", 50)).isTrue();
      assertThat(gate.console)
          .singleElement()
          .asString()
          .startsWith("policy not reloaded, the one before stays in force: " + policy + ":8:5: ")
          .contains("`acton`")
          .contains("`action`");

      Files.writeString(policy, bad + "# still bad\n");
      gate.checkTwice();
      assertThat(gate.console).hasSize(2);
      Files.writeString(policy, upTo(999));
      assertThat(gate.checkTwice()).isTrue();
      assertThat(gate.permits("pay", 500)).isTrue();
      assertThat(loads(gate)).hasSize(2);
    }
  }

  @Test
  void aTruncatedPolicyKeepsTheSetInForce() throws Exception {
    try (RunningGate gate = RunningGate.at(policy, folder)) {
      Files.write(policy, new byte[0]);
      gate.checkTwice();
      gate.checkTwice();

      assertThat(gate.permits("pay", 50)).isTrue();
      assertThat(gate.permits("pay", 500)).isFalse();
      assertThat(gate.console).singleElement().asString().contains(policy + ":1:1: ");
    }
  }

  @Test
  void aDeletedPolicyStaysInForceAndIsReportedOnce() throws Exception {
    try (RunningGate gate = RunningGate.in(folder, null)) {
      Files.delete(policy);
      gate.checkTwice();
      gate.checkTwice();

      assertThat(gate.permits("pay", 50)).isTrue();
      assertThat(gate.console)
          .singleElement()
          .asString()
          .contains("`" + policy + "`")
          .contains("no such file");
      Files.writeString(policy, upTo(10));
      assertThat(gate.checkTwice()).isTrue();
      assertThat(gate.permits("pay", 50)).isFalse();
    }
  }

  /** What lies elsewhere was never chosen: it must not take the place of a deleted policy. */
  @Test
  void noOtherPolicyTakesTheDeletedOnesPlace() throws Exception {
    try (RunningGate gate = RunningGate.in(folder, null)) {
      Files.delete(policy);
      Files.writeString(folder.resolve("sallyport.yml"), upTo(999));
      gate.checkTwice();

      assertThat(gate.permits("pay", 500)).isFalse();
      assertThat(loads(gate)).hasSize(1);
    }
  }

  @Test
  void aSwappedLinkIsFollowed() throws Exception {
    Path one = Files.createDirectory(folder.resolve("one"));
    Path two = Files.createDirectory(folder.resolve("two"));
    Files.writeString(one.resolve("p.yaml"), upTo(100));
    Files.writeString(two.resolve("p.yaml"), upTo(10));
    Path current = Files.createSymbolicLink(folder.resolve("current"), one);
    try (RunningGate gate = RunningGate.at(current.resolve("p.yaml"), folder)) {
      Path next = Files.createSymbolicLink(folder.resolve("next"), two);
      Files.move(next, current, StandardCopyOption.ATOMIC_MOVE);

      assertThat(gate.checkTwice()).isTrue();
      assertThat(gate.permits("pay", 50)).isFalse();
    }
  }

  @Test
  void filesOfAFolderComeAndGo() throws Exception {
    Path rules = Files.createDirectory(folder.resolve("rules"));
    Files.writeString(rules.resolve("a.yaml"), upTo(100));
    try (RunningGate gate = RunningGate.at(rules, folder)) {
      Files.writeString(rules.resolve("b.yaml"), denying("pay"));
      assertThat(gate.checkTwice()).isTrue();
      assertThat(gate.permits("pay", 50)).isFalse();

      Files.delete(rules.resolve("b.yaml"));
      assertThat(gate.checkTwice()).isTrue();
      assertThat(gate.permits("pay", 50)).isTrue();

      Files.move(rules.resolve("a.yaml"), rules.resolve("z.yaml"));
      assertThat(gate.checkTwice()).as("a renamed file is another set").isTrue();

      Files.delete(rules.resolve("z.yaml"));
      assertThat(gate.checkTwice()).isFalse();
      assertThat(gate.permits("pay", 50)).isTrue();
      assertThat(gate.console).last().asString().contains("without `*.yaml` file");
      assertThat(loads(gate)).hasSize(4);
    }
  }

  @Test
  void aChangeOfAnExtendedFileCounts() throws Exception {
    Path base = folder.resolve("base.yaml");
    Files.writeString(base, denying("sell"));
    Files.writeString(policy, extending("base.yaml", upTo(100)));
    try (RunningGate gate = RunningGate.at(policy, folder)) {
      assertThat(gate.permits("pay", 50)).isTrue();
      assertThat(gate.checkTwice()).isFalse();

      Files.writeString(base, denying("pay"));
      assertThat(gate.checkTwice()).isTrue();
      assertThat(gate.permits("pay", 50)).isFalse();
      assertThat(loadRecords(gate).get(1).values())
          .containsEntry("file.1", base.toString())
          .containsEntry("file.2", policy.toString())
          .containsEntry("rules", "2");

      Files.delete(base);
      gate.checkTwice();
      gate.checkTwice();
      assertThat(gate.permits("pay", 50)).isFalse();
      assertThat(gate.console).last().asString().contains(":3:").contains("`base.yaml`");
      Files.writeString(base, denying("sell"));
      assertThat(gate.checkTwice()).isTrue();
      assertThat(gate.permits("pay", 50)).isTrue();
    }
  }

  @Test
  void whatAnEditExtendsAnewMustBeSeenTwiceToo() throws Exception {
    Path base = folder.resolve("base.yaml");
    try (RunningGate gate = RunningGate.at(policy, folder)) {
      Files.writeString(policy, extending("base.yaml", upTo(100)));
      gate.checkTwice();
      gate.checkTwice();
      assertThat(gate.console).singleElement().asString().contains("`base.yaml`");

      Files.writeString(base, denying("sell"));
      assertThat(gate.reload.check()).isFalse();
      Files.writeString(base, denying("pay"));
      assertThat(gate.reload.check()).isFalse();
      assertThat(gate.reload.check()).isTrue();
      assertThat(gate.permits("pay", 50)).isFalse();
      assertThat(loads(gate)).hasSize(2);
    }
  }

  /** A rule that nobody would ask gives a safety that is not there. */
  @Test
  void rulesForStagesThatTheJavaagentDoesNotSeeAreNotReloaded() throws Exception {
    try (RunningGate gate = RunningGate.at(policy, folder)) {
      for (String stage : List.of("pre_input", "pre_output")) {
        Files.writeString(
            policy, upTo(999) + "  - name: input\n    action: deny\n    stage: " + stage + "\n");
        gate.checkTwice();
        assertThat(gate.console)
            .last()
            .asString()
            .startsWith("policy not reloaded, the one before stays in force: ")
            .contains("`input`")
            .contains("`" + stage + "`");
      }
      assertThat(gate.permits("pay", 500)).isFalse();
      assertThat(gate.permits("pay", 50)).isTrue();
      assertThat(loads(gate)).hasSize(1);
    }
  }

  /** Touching the file, or another rule, must not hand out the allowance again. */
  @Test
  void aLimitKeepsItsCountsOverReloads() throws Exception {
    Files.writeString(policy, upTo(100) + "    limit: 3/hour\n");
    try (RunningGate gate = RunningGate.at(policy, folder)) {
      assertThat(gate.permits("pay", 1)).isTrue();
      assertThat(gate.permits("pay", 1)).isTrue();
      Files.writeString(policy, upTo(50) + "    limit: 3/hour\n");
      assertThat(gate.checkTwice()).isTrue();
      assertThat(gate.permits("pay", 1)).isTrue();
      assertThat(gate.permits("pay", 1)).isFalse();
      Files.writeString(policy, upTo(50) + "    limit: 4/hour\n");
      assertThat(gate.checkTwice()).isTrue();
      assertThat(gate.permits("pay", 1)).as("another limit begins anew").isTrue();
    }
  }

  @Test
  void rulesAboutResultsComeAndGo() throws Exception {
    try (RunningGate gate = RunningGate.at(policy, folder)) {
      assertThat(gate.resultOf("pay", "card 4111")).isEqualTo("card 4111");
      Files.writeString(policy, upTo(100) + HIDING_CARDS);
      assertThat(gate.checkTwice()).isTrue();
      assertThat(gate.resultOf("pay", "card 4111")).startsWith("Tool result withheld by policy");
      assertThat(gate.resultOf("pay", "no number")).isEqualTo("no number");
      Files.writeString(policy, upTo(100));
      assertThat(gate.checkTwice()).isTrue();
      assertThat(gate.resultOf("pay", "card 4111")).isEqualTo("card 4111");
    }
  }

  @Test
  void aPolicyThatAppearsInObserveModeIsTaken() throws Exception {
    Files.delete(policy);
    try (RunningGate gate = RunningGate.in(folder, "mode=observe")) {
      assertThat(gate.checkTwice()).isFalse();
      Files.writeString(policy, upTo(10));
      assertThat(gate.checkTwice()).isTrue();
      Files.delete(policy);
      gate.checkTwice();
      assertThat(loads(gate)).last().isEqualTo(sha256(upTo(10)));
      assertThat(gate.console).last().asString().contains("no such file");
    }
  }

  @Test
  void whatTheLogCannotTakeDoesNotComeIntoForce() throws Exception {
    try (RunningGate gate = RunningGate.at(policy, folder)) {
      gate.log.close();
      Files.writeString(policy, upTo(10));
      assertThat(gate.checkTwice()).isFalse();
      assertThat(gate.checkTwice()).isFalse();

      assertThat(gate.console)
          .singleElement()
          .asString()
          .startsWith("policy not reloaded, the one before stays in force: the log cannot take it");
      assertThat(loads(gate)).containsExactly(sha256(upTo(100)));
    }
  }

  @Test
  void aPolicyOverTheSizeLimitKeepsTheSetInForce() throws Exception {
    try (RunningGate gate = RunningGate.at(policy, folder)) {
      Files.writeString(policy, upTo(999) + "#".repeat(1 << 20));
      gate.checkTwice();
      assertThat(gate.permits("pay", 500)).isFalse();
      assertThat(gate.console).singleElement().asString().contains("limits.policy");
    }
  }

  private static String upTo(int amount) {
    return "apiVersion: governance.toolkit/v1\nname: t\nrules:\n  - name: small\n"
        + "    tools: [pay]\n    condition: \"args.amount <= "
        + amount
        + "\"\n    action: allow\n";
  }

  private static String extending(String other, String document) {
    return document.replace("rules:", "extends: [" + other + "]\nrules:");
  }

  private static final String HIDING_CARDS =
      "  - name: results\n    stage: post_tool\n    action: allow\n"
          + "  - name: cards\n    stage: post_tool\n    condition: \"content.text contains 'card'\"\n"
          + "    action: deny\n";

  private static String denying(String tool) {
    return "apiVersion: governance.toolkit/v1\nname: d\nrules:\n  - name: never\n    tools: ["
        + tool
        + "]\n    action: deny\n";
  }

  private static List<String> loads(RunningGate gate) throws Exception {
    List<String> digests = new ArrayList<>();
    for (EventRecord load : loadRecords(gate)) {
      digests.add(String.valueOf(load.values().get("digest")));
    }
    return digests;
  }

  private static List<EventRecord> loadRecords(RunningGate gate) throws Exception {
    List<EventRecord> loads = new ArrayList<>();
    for (AuditEntry entry : gate.entries()) {
      if (entry instanceof AuditEntry.Event event
          && event.record().kind() == RecordKind.POLICY_LOAD) {
        loads.add(event.record());
      }
    }
    return loads;
  }

  private static String sha256(String text) throws Exception {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }
}
