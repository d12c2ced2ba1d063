package dev.sallyport.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExtendsTest {
  /** Files in memory; a name is its own path. */
  private static final class Files implements ParentDocuments {
    final Map<String, PolicySource> files = new HashMap<>();
    final List<String> read = new ArrayList<>();

    Files with(String name, String body) {
      files.put(name, Policies.document(name, body));
      return this;
    }

    @Override
    public @Nullable PolicySource read(String fromFile, String path) throws ParentRefusedException {
      if (path.startsWith("../")) {
        throw new ParentRefusedException("which leads outside the policy's folder");
      }
      read.add(fromFile + " -> " + path);
      return files.get(path);
    }

    PolicySet policy(String... names) {
      try {
        return parse(names);
      } catch (PolicyException e) {
        throw new AssertionError(e.getMessage(), e);
      }
    }

    List<String> problems(String... names) {
      try {
        parse(names);
      } catch (PolicyException e) {
        return List.of(e.getMessage().split("\n", -1));
      }
      throw new AssertionError("the policy was accepted");
    }

    private PolicySet parse(String... names) throws PolicyException {
      List<PolicySource> sources = new ArrayList<>();
      for (String name : names) {
        sources.add(java.util.Objects.requireNonNull(files.get(name)));
      }
      return PolicyParser.parse(sources, EngineLimits.DEFAULTS, this);
    }
  }

  private final Files files = new Files();

  private static String rule(String name, String action, String more) {
    return "- {name: " + name + ", action: " + action + more + "}\n";
  }

  @Test
  void unitesParentsFirstAndKnowsAllFiles() {
    files
        .with("child.yaml", "extends: [mid.yaml]\nrules:\n" + rule("c", "warn", ""))
        .with("mid.yaml", "extends: base.yaml\nrules:\n" + rule("m", "warn", ""))
        .with("base.yaml", "rules:\n" + rule("b", "warn", ""));

    PolicySet policy = files.policy("child.yaml");

    assertThat(Policies.decide(policy, "t", "{}").notedRules()).containsExactly("b", "m", "c");
    assertThat(policy.sources())
        .extracting(PolicySource::name)
        .containsExactly("base.yaml", "child.yaml", "mid.yaml");
    assertThat(files.read).containsExactly("child.yaml -> mid.yaml", "mid.yaml -> base.yaml");
  }

  @Test
  void digestsParentsToo() {
    files.with("child.yaml", "extends: base.yaml\n").with("base.yaml", "");
    byte[] before = files.policy("child.yaml").digest();
    files.with("base.yaml", "description: changed\n");

    assertThat(files.policy("child.yaml").digest()).isNotEqualTo(before);
  }

  @Test
  void readsAFileOnceHoweverOftenItIsExtendedOrListed() {
    files
        .with("a.yaml", "extends: [b.yaml, c.yaml]\n")
        .with("b.yaml", "extends: base.yaml\n")
        .with("base.yaml", "rules:\n" + rule("r", "warn", ""))
        .with("c.yaml", "extends: base.yaml\n");

    PolicySet policy = files.policy("a.yaml", "b.yaml", "base.yaml", "c.yaml");

    assertThat(policy.ruleCount()).isEqualTo(1);
    assertThat(policy.sources()).hasSize(4);
  }

  @Test
  void aChildReplacesAParentsRuleOfTheSameName() {
    files
        .with("child.yaml", "extends: base.yaml\nrules:\n" + rule("r", "allow", ", tools: new"))
        .with("base.yaml", "rules:\n" + rule("r", "allow", ", tools: old"));

    PolicySet policy = files.policy("child.yaml");

    assertThat(Policies.decide(policy, "new", "{}").effect()).isEqualTo(Effect.ALLOW);
    assertThat(Policies.decide(policy, "old", "{}").effect()).isEqualTo(Effect.DENY);
  }

  @Test
  void aChildSwitchesAParentsRuleOff() {
    files
        .with("child.yaml", "extends: base.yaml\nrules:\n" + rule("r", "allow", ", enabled: false"))
        .with("base.yaml", "rules:\n" + rule("r", "allow", ""));

    assertThat(files.policy("child.yaml").ruleCount()).isZero();
  }

  @Test
  void refusesAChildThatReplacesAParentsDenyRule() {
    files
        .with("child.yaml", "extends: mid.yaml\nrules:\n" + rule("d", "allow", ""))
        .with("mid.yaml", "extends: base.yaml\n")
        .with("base.yaml", "rules:\n" + rule("d", "deny", ", enabled: false"));

    assertThat(files.problems("child.yaml"))
        .containsExactly(
            "child.yaml:5:10: `name`: got `d`, which denies in base.yaml:4, wanted another name: a parent's deny rule stays");
  }

  @Test
  void refusesTheSameNameInFilesThatDoNotExtendEachOther() {
    files
        .with("a.yaml", "extends: base.yaml\nrules:\n" + rule("r", "allow", ""))
        .with("b.yaml", "extends: base.yaml\nrules:\n" + rule("r", "allow", ""))
        .with("base.yaml", "rules:\n" + rule("r", "allow", ""));

    assertThat(files.problems("a.yaml", "b.yaml"))
        .containsExactly(
            "b.yaml:5:10: `name`: got `r`, which a.yaml:5 has already, wanted a unique name");
  }

  @ParameterizedTest
  @EnumSource(ConflictStrategy.class)
  void aParentsDenyRuleDeniesUnderEveryStrategy(ConflictStrategy strategy) {
    files
        .with(
            "child.yaml",
            "extends: base.yaml\nscope: agent\nconflict: "
                + strategy.word()
                + "\nrules:\n"
                + rule("a", "allow", ", priority: 9"))
        .with("base.yaml", "rules:\n" + rule("d", "deny", ", tools: drop"));

    Decision denied = Policies.decide(files.policy("child.yaml"), "drop", "{}");

    assertThat(denied.effect()).isEqualTo(Effect.DENY);
    assertThat(denied.rule()).isEqualTo("d");
    assertThat(Policies.decide(files.policy("child.yaml"), "get", "{}").effect())
        .isEqualTo(Effect.ALLOW);
  }

  @Test
  void deniesByDefaultIfAnyFileDoes() {
    files
        .with("child.yaml", "extends: base.yaml\n")
        .with("base.yaml", "default_action: allow\n")
        .with("open.yaml", "extends: base.yaml\ndefault_action: allow\n");

    assertThat(files.policy("child.yaml").defaultEffect()).isEqualTo(Effect.DENY);
    assertThat(files.policy("open.yaml").defaultEffect()).isEqualTo(Effect.ALLOW);
  }

  @Test
  void refusesAChildThatOpensAParentsDefault() {
    files
        .with("child.yaml", "extends: base.yaml\ndefault_action: allow\n")
        .with("base.yaml", "rules: []\n");

    assertThat(files.problems("child.yaml"))
        .containsExactly(
            "child.yaml:4:17: `default_action`: got `allow`, but base.yaml denies by default and this file extends it, wanted `deny`");
  }

  @Test
  void refusesCycles() {
    files
        .with("a.yaml", "extends: b.yaml\n")
        .with("b.yaml", "extends: c.yaml\n")
        .with("c.yaml", "extends: a.yaml\n")
        .with("self.yaml", "extends: self.yaml\n");

    assertThat(files.problems("a.yaml"))
        .containsExactly(
            "c.yaml:3:10: `extends`: got `a.yaml`, which extends this file in turn, wanted no cycle");
    assertThat(files.problems("self.yaml"))
        .containsExactly(
            "self.yaml:3:10: `extends`: got `self.yaml`, which extends this file in turn, wanted no cycle");
  }

  @Test
  void refusesMissingFilesAndTheSameFileTwice() {
    files.with("a.yaml", "extends: [none.yaml, b.yaml, b.yaml]\n").with("b.yaml", "");

    assertThat(files.problems("a.yaml"))
        .containsExactly(
            "a.yaml:3:11: `extends`: got `none.yaml`, which is missing, wanted a file in the policy's folder",
            "a.yaml:3:30: `extends`: got `b.yaml`, which is there twice");
  }

  @Test
  void refusesPathsOutsideTheFolder() {
    files.with("a.yaml", "extends: ../b.yaml\n");

    assertThat(files.problems("a.yaml"))
        .containsExactly(
            "a.yaml:3:10: `extends`: got `../b.yaml`, which leads outside the policy's folder");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/etc/base.yaml", "https://host/base.yaml", "C:base.yaml", "a\\b.yaml"})
  void refusesPathsThatAreNotRelative(String path) {
    files.with("a.yaml", "extends: '" + path + "'\n");

    assertThat(files.problems("a.yaml"))
        .containsExactly(
            "a.yaml:3:10: `extends`: got `"
                + path
                + "`, wanted a path relative to this file, with `/` between names");
    assertThat(files.read).isEmpty();
  }

  @Test
  void refusesAChainThatIsTooLong() {
    int most = EngineLimits.EXTENDS_DEPTH;
    for (int at = 1; at <= most; at++) {
      files.with(at + ".yaml", at == most ? "" : "extends: " + (at + 1) + ".yaml\n");
    }
    files.with("0.yaml", "extends: 1.yaml\n");

    assertThat(files.policy("1.yaml").sources()).hasSize(most);
    assertThat(files.problems("0.yaml"))
        .containsExactly(
            "15.yaml:3:10: `extends`: got `16.yaml`, wanted at most 16 documents in a chain");
  }

  @Test
  void showsAParentsProblemsBeforeItsChilds() {
    files
        .with("a.yaml", "extends: b.yaml\nrules: x\ncolour: red\n")
        .with("b.yaml", "shade: dark\n");

    assertThat(files.problems("a.yaml"))
        .extracting(line -> line.substring(0, line.indexOf(' ')))
        .containsExactly("b.yaml:3:1:", "a.yaml:4:8:", "a.yaml:5:1:");
  }
}
