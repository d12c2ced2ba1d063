package dev.sallyport.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a policy's {@code boxes} say. */
class BoxPolicyTest {
  private static BoxPolicy box(String fields) {
    List<BoxPolicy> boxes = Policies.policy("boxes: [{name: b, " + fields + "}]\n").boxes();
    assertThat(boxes).hasSize(1);
    return boxes.get(0);
  }

  private static EgressAnswer get(@Nullable Egress network, String host) {
    return Objects.requireNonNull(network).judge("GET", "https", host, -1, null);
  }

  @Test
  void ringZeroRestrictsNothing() {
    BoxPolicy box = box("tools: t");
    assertThat(box.network()).isNull();
    assertThat(box.processes()).isNull();
    assertThat(box.readRoots()).isNull();
    assertThat(box.writeRoots()).isNull();
    assertThat(box.statements()).isNull();
    assertThat(box.nativeCode()).isTrue();
    assertThat(box.scripts()).isTrue();
  }

  @Test
  void ringOneLoadsNoNativeCode() {
    BoxPolicy box = box("tools: t, ring: 1");
    assertThat(box.nativeCode()).isFalse();
    assertThat(box.scripts()).isTrue();
    assertThat(box.network()).isNull();
    assertThat(box.processes()).isNull();
    assertThat(box.writeRoots()).isNull();
  }

  @Test
  void ringTwoReachesPublicAddressesAndWritesTemporaryFilesOnly() {
    BoxPolicy box = box("tools: t, ring: 2");
    assertThat(get(box.network(), "shop.test")).isEqualTo(EgressAnswer.ALLOW);
    assertThat(get(box.network(), "10.0.0.1")).isEqualTo(EgressAnswer.DENY);
    assertThat(box.processes()).isEmpty();
    assertThat(box.readRoots()).isNull();
    assertThat(box.writeRoots()).containsExactly(System.getProperty("java.io.tmpdir"));
    assertThat(box.nativeCode()).isFalse();
    assertThat(box.scripts()).isFalse();
    assertThat(box.statements())
        .containsExactlyInAnyOrder(
            StatementClass.SELECT,
            StatementClass.INSERT,
            StatementClass.UPDATE,
            StatementClass.DELETE);
  }

  @Test
  void ringThreeAllowsNothing() {
    BoxPolicy box = box("tools: t, ring: 3");
    assertThat(get(box.network(), "8.8.8.8")).isEqualTo(EgressAnswer.DENY);
    assertThat(get(box.network(), "shop.test")).isEqualTo(EgressAnswer.DENY);
    assertThat(box.processes()).isEmpty();
    assertThat(box.readRoots()).isEmpty();
    assertThat(box.writeRoots()).isEmpty();
    assertThat(box.statements()).isEmpty();
    assertThat(box.nativeCode()).isFalse();
    assertThat(box.scripts()).isFalse();
  }

  @Test
  void whatABoxStatesHoldsInsteadOfItsRing() {
    BoxPolicy box =
        box(
            "tools: t, ring: 3, network: [shop.test, {cidr: 10.0.0.0/8}], processes: [/usr/bin/git],"
                + " files: {read: [/data], write: [out]}, native: allow, scripts: allow, sql: [select]");
    assertThat(get(box.network(), "shop.test")).isEqualTo(EgressAnswer.ALLOW);
    assertThat(get(box.network(), "10.0.0.1")).isEqualTo(EgressAnswer.ALLOW);
    assertThat(get(box.network(), "8.8.8.8")).isEqualTo(EgressAnswer.DENY);
    assertThat(box.processes()).containsExactly("/usr/bin/git");
    assertThat(box.readRoots()).containsExactly("/data", "out");
    assertThat(box.writeRoots()).containsExactly("out");
    assertThat(box.nativeCode()).isTrue();
    assertThat(box.scripts()).isTrue();
    assertThat(box.statements()).containsExactly(StatementClass.SELECT);
  }

  @Test
  void anyAndNoneStandForEverythingAndNothing() {
    BoxPolicy any = box("tools: t, ring: 3, network: any, processes: any, files: any, sql: any");
    assertThat(any.network()).isNull();
    assertThat(any.processes()).isNull();
    assertThat(any.readRoots()).isNull();
    assertThat(any.writeRoots()).isNull();
    assertThat(any.statements()).isNull();
    BoxPolicy none = box("tools: t, network: none, processes: none, files: none, sql: none");
    assertThat(get(none.network(), "shop.test")).isEqualTo(EgressAnswer.DENY);
    assertThat(none.processes()).isEmpty();
    assertThat(none.readRoots()).isEmpty();
    assertThat(none.writeRoots()).isEmpty();
    assertThat(none.statements()).isEmpty();
  }

  @Test
  void filesThatAreNotStatedAreNotAllowed() {
    BoxPolicy reads = box("tools: t, files: {read: any}");
    assertThat(reads.readRoots()).isNull();
    assertThat(reads.writeRoots()).isEmpty();
    BoxPolicy writes = box("tools: t, files: {write: [/tmp/x]}");
    assertThat(writes.readRoots()).containsExactly("/tmp/x");
    assertThat(writes.writeRoots()).containsExactly("/tmp/x");
    BoxPolicy both = box("tools: t, files: {read: none, write: any}");
    assertThat(both.readRoots()).isNull();
    assertThat(both.writeRoots()).isNull();
  }

  @Test
  void holdsForItsToolsAndAgentsAndForThoseThatAreNotKnown() {
    BoxPolicy tools = box("tools: ['fetch_*', get]");
    assertThat(tools.appliesTo("fetch_url", null)).isTrue();
    assertThat(tools.appliesTo("get", "desk")).isTrue();
    assertThat(tools.appliesTo("pay", "desk")).isFalse();
    assertThat(tools.appliesTo(null, "desk")).isTrue();
    BoxPolicy agents = box("agents: desk");
    assertThat(agents.appliesTo("pay", "desk")).isTrue();
    assertThat(agents.appliesTo("pay", "other")).isFalse();
    assertThat(agents.appliesTo("pay", null)).isTrue();
    BoxPolicy both = box("tools: pay, agents: desk");
    assertThat(both.appliesTo("pay", "desk")).isTrue();
    assertThat(both.appliesTo("pay", "other")).isFalse();
    assertThat(both.appliesTo("get", "desk")).isFalse();
  }

  @Test
  void keepsTheBoxesOfAllDocuments() throws Exception {
    PolicySource base = Policies.document("base.yaml", "boxes: [{name: a, tools: t, ring: 3}]\n");
    PolicySource child =
        Policies.document("child.yaml", "extends: base.yaml\nboxes: [{name: b, tools: t}]\n");
    PolicySet policy =
        PolicyParser.parse(List.of(child), EngineLimits.DEFAULTS, (from, path) -> base);
    assertThat(policy.boxes()).extracting(BoxPolicy::name).containsExactly("a", "b");
  }
}
