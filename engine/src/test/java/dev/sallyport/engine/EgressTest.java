package dev.sallyport.engine;

import static dev.sallyport.engine.EgressAnswer.ALLOW;
import static dev.sallyport.engine.EgressAnswer.DENY;
import static dev.sallyport.engine.EgressAnswer.OPEN;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Where an {@code egress} block lets requests go. */
class EgressTest {
  private static Egress egress(String block) {
    return Objects.requireNonNull(Policies.policy("egress: " + block + "\n").egress());
  }

  private static EgressAnswer get(@Nullable Egress egress, String host) {
    return Objects.requireNonNull(egress).judge("GET", "https", host, -1, null);
  }

  private static EgressAnswer get(Egress egress, String host, String address) throws Exception {
    return egress.judge("GET", "https", host, -1, IpAddressTest.socket(address));
  }

  @Test
  void allowsWhatIsListedAndNothingElse() throws Exception {
    Egress egress = egress("{allow: [API.shop.test., '*.cdn.test', {host: b\u00fccher.test}]}");
    assertThat(get(egress, "api.shop.test")).isEqualTo(ALLOW);
    assertThat(get(egress, "api.shop.test", "8.8.8.8")).isEqualTo(ALLOW);
    assertThat(get(egress, "shop.test")).isEqualTo(DENY);
    assertThat(get(egress, "evil-api.shop.test")).isEqualTo(DENY);
    assertThat(get(egress, "api.shop.test.evil.test")).isEqualTo(DENY);
    assertThat(get(egress, "a.cdn.test")).isEqualTo(ALLOW);
    assertThat(get(egress, "b.a.cdn.test")).isEqualTo(ALLOW);
    assertThat(get(egress, "cdn.test")).isEqualTo(DENY);
    assertThat(get(egress, "evilcdn.test")).isEqualTo(DENY);
    assertThat(get(egress, "xn--bcher-kva.test")).isEqualTo(ALLOW);
    assertThat(get(egress, "8.8.8.8")).isEqualTo(DENY);
  }

  @Test
  void allowsEveryPublicAddressWithoutAListOfWhatIsAllowed() throws Exception {
    Egress egress = egress("{deny: ['*.evil.test']}");
    assertThat(get(egress, "shop.test")).isEqualTo(ALLOW);
    assertThat(get(egress, "shop.test", "8.8.8.8")).isEqualTo(ALLOW);
    assertThat(get(egress, "shop.test", "10.0.0.1")).isEqualTo(DENY);
    assertThat(get(egress, "shop.test", "::1")).isEqualTo(DENY);
    assertThat(get(egress, "169.254.169.254")).isEqualTo(DENY);
    assertThat(get(egress, "::1")).isEqualTo(DENY);
    assertThat(get(egress, "a.evil.test")).isEqualTo(DENY);
  }

  @Test
  void allowsNothingWithAnEmptyList() throws Exception {
    Egress egress = egress("{allow: []}");
    assertThat(get(egress, "shop.test")).isEqualTo(DENY);
    assertThat(get(egress, "shop.test", "8.8.8.8")).isEqualTo(DENY);
  }

  @Test
  void reachesAPrivateAddressOnlyWhereABlockOrTheAddressItselfIsListed() throws Exception {
    Egress egress =
        egress("{allow: ['*', {host: orders.test, cidr: 10.1.0.0/16}, 127.0.0.1, '[fd00::1]']}");
    assertThat(get(egress, "orders.test")).isEqualTo(ALLOW);
    assertThat(get(egress, "orders.test", "10.1.2.3")).isEqualTo(ALLOW);
    assertThat(get(egress, "orders.test", "::ffff:10.1.2.3")).isEqualTo(ALLOW);
    assertThat(get(egress, "orders.test", "10.2.2.3")).isEqualTo(DENY);
    assertThat(get(egress, "other.test", "10.1.2.3")).isEqualTo(DENY);
    assertThat(get(egress, "127.0.0.1")).isEqualTo(ALLOW);
    assertThat(get(egress, "127.0.0.1", "127.0.0.1")).isEqualTo(ALLOW);
    assertThat(get(egress, "127.0.0.2")).isEqualTo(DENY);
    assertThat(get(egress, "rebound.test", "127.0.0.1")).isEqualTo(DENY);
    assertThat(get(egress, "fd00::1", "fd00::1")).isEqualTo(ALLOW);
    assertThat(get(egress, "fd00::2", "fd00::2")).isEqualTo(DENY);
  }

  @Test
  void leavesEntriesWithABlockOpenUntilTheAddressIsKnown() throws Exception {
    Egress egress = egress("{allow: [{host: orders.test, cidr: 10.1.0.0/16}, 203.0.113.0/24]}");
    assertThat(get(egress, "orders.test")).isEqualTo(OPEN);
    assertThat(get(egress, "orders.test", "8.8.8.8")).isEqualTo(DENY);
    assertThat(get(egress, "any.test")).isEqualTo(OPEN);
    assertThat(get(egress, "any.test", "203.0.113.9")).isEqualTo(ALLOW);
    assertThat(get(egress, "any.test", "203.0.114.9")).isEqualTo(DENY);
    assertThat(get(egress, "203.0.113.9")).isEqualTo(ALLOW);
    assertThat(get(egress, "203.0.114.9")).isEqualTo(DENY);
  }

  @Test
  void comparesPortsMethodsAndSchemes() {
    Egress egress =
        egress("{allow: [{host: a.test, ports: [443, 8443], methods: [GET], schemes: https}]}");
    assertThat(egress.judge("GET", "https", "a.test", -1, null)).isEqualTo(ALLOW);
    assertThat(egress.judge("GET", "https", "a.test", 8443, null)).isEqualTo(ALLOW);
    assertThat(egress.judge("GET", "https", "a.test", 80, null)).isEqualTo(DENY);
    assertThat(egress.judge("POST", "https", "a.test", 443, null)).isEqualTo(DENY);
    assertThat(egress.judge("GET", "http", "a.test", 443, null)).isEqualTo(DENY);
    assertThat(egress.judge(null, null, "a.test", 443, null)).isEqualTo(DENY);
  }

  @Test
  void deniesByAddressWhateverNameLeadsThere() throws Exception {
    Egress egress = egress("{deny: [203.0.113.0/24, 198.51.100.7, 2a00::/16]}");
    assertThat(get(egress, "a.test")).isEqualTo(OPEN);
    assertThat(get(egress, "a.test", "203.0.113.1")).isEqualTo(DENY);
    assertThat(get(egress, "a.test", "64:ff9b::203.0.113.1")).isEqualTo(DENY);
    assertThat(get(egress, "a.test", "2002:cb00:7101::1")).isEqualTo(DENY);
    assertThat(get(egress, "a.test", "198.51.100.7")).isEqualTo(DENY);
    assertThat(get(egress, "198.51.100.7")).isEqualTo(DENY);
    assertThat(get(egress, "a.test", "2a00::1")).isEqualTo(DENY);
    assertThat(get(egress, "a.test", "198.51.100.8")).isEqualTo(ALLOW);
  }

  @Test
  void deniesWhatAConnectionDoesNotTell() {
    Egress egress =
        egress("{deny: [{host: a.test, methods: [POST]}, {host: b.test, schemes: [http]}]}");
    assertThat(egress.judge("GET", "https", "a.test", 443, null)).isEqualTo(ALLOW);
    assertThat(egress.judge("POST", "https", "a.test", 443, null)).isEqualTo(DENY);
    assertThat(egress.judge(null, null, "a.test", 443, null)).isEqualTo(DENY);
    assertThat(egress.judge(null, null, "b.test", 443, null)).isEqualTo(DENY);
    assertThat(egress.judge(null, null, "c.test", 443, null)).isEqualTo(ALLOW);
    Egress ports = egress("{deny: [{ports: [25]}]}");
    assertThat(ports.judge(null, null, "c.test", 25, null)).isEqualTo(DENY);
    assertThat(ports.judge(null, null, "c.test", 26, null)).isEqualTo(ALLOW);
    assertThat(ports.judge(null, null, "c.test", -1, null)).isEqualTo(DENY);
  }

  @Test
  void unitesTheListsOfSeveralDocuments() {
    PolicySet policy =
        Policies.parse(
            Policies.document("a.yaml", "egress: {allow: [a.test, c.test]}\n"),
            Policies.document("b.yaml", "egress: {allow: [b.test], deny: [c.test]}\n"),
            Policies.document("c.yaml", "egress: {scope: process, deny: [d.test]}\n"));
    Egress egress = policy.egress();
    assertThat(policy.governsWholeProcess()).isTrue();
    assertThat(get(egress, "a.test")).isEqualTo(ALLOW);
    assertThat(get(egress, "b.test")).isEqualTo(ALLOW);
    assertThat(get(egress, "c.test")).isEqualTo(DENY);
    // A document without a list of what is allowed adds nothing to those of others.
    assertThat(get(egress, "e.test")).isEqualTo(DENY);
  }

  @Test
  void aChildCannotLoosenItsParent() throws Exception {
    PolicySource base =
        Policies.document(
            "base.yaml",
            "egress: {scope: process, allow: ['*.corp.test'], deny: [hr.corp.test]}\n");
    PolicySource child =
        Policies.document(
            "child.yaml",
            "extends: base.yaml\n"
                + "egress: {scope: tool, allow: [a.corp.test, hr.corp.test, evil.test]}\n");
    PolicySource silent = Policies.document("child.yaml", "extends: base.yaml\n");
    PolicySource other =
        Policies.document("other.yaml", "egress: {allow: [evil.test, b.corp.test]}\n");
    ParentDocuments parents = (from, path) -> base;
    PolicySet policy = parse(parents, child);
    assertThat(policy.governsWholeProcess()).isTrue();
    assertThat(get(policy.egress(), "a.corp.test")).isEqualTo(ALLOW);
    assertThat(get(policy.egress(), "b.corp.test")).isEqualTo(DENY);
    assertThat(get(policy.egress(), "hr.corp.test")).isEqualTo(DENY);
    assertThat(get(policy.egress(), "evil.test")).isEqualTo(DENY);
    PolicySet inherited = parse(parents, silent);
    assertThat(get(inherited.egress(), "b.corp.test")).isEqualTo(ALLOW);
    assertThat(get(inherited.egress(), "evil.test")).isEqualTo(DENY);
    PolicySet united = parse(parents, child, other);
    assertThat(get(united.egress(), "b.corp.test")).isEqualTo(ALLOW);
    assertThat(get(united.egress(), "evil.test")).isEqualTo(DENY);
  }

  private static PolicySet parse(ParentDocuments parents, PolicySource... sources)
      throws PolicyException {
    return PolicyParser.parse(List.of(sources), EngineLimits.DEFAULTS, parents);
  }

  @Test
  void looksUpNoName() throws Exception {
    @Nullable InetAddress none = null;
    Egress egress = egress("{allow: [does-not-exist.invalid]}");
    assertThat(egress.judge("GET", "https", "does-not-exist.invalid", 443, none)).isEqualTo(ALLOW);
  }
}
