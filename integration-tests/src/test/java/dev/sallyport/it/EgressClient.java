package dev.sallyport.it;

import java.util.List;
import java.util.Set;

/**
 * An HTTP client that the egress cases are run with.
 *
 * @param label what the log must call it
 * @param fixture the module with its probe
 * @param probe the probe's class in {@code fixture.containment}, a {@code HttpProbe}
 * @param modes the ways to make a request that the probe knows
 * @param unfollowed the redirects that it does not follow, by status or {@link
 *     EgressCases#CROSS_SCHEME}
 * @param engines what the log may call the clients below it, which follow its redirects
 * @param denial what each denial says
 * @param overRefuses whether a permitted request may be refused with the one before it
 */
record EgressClient(
    String label,
    Fixture fixture,
    String probe,
    List<String> modes,
    Set<Integer> unfollowed,
    Set<String> engines,
    String denial,
    boolean overRefuses) {

  /** A client that follows every redirect. */
  static EgressClient of(String label, String module, String probe, String... modes) {
    return new EgressClient(
        label,
        new Fixture(module, "langchain4j 1.19.0"),
        probe,
        List.of(modes),
        Set.of(),
        Set.of(),
        "HTTP request refused by policy (decision ",
        false);
  }

  /** The same client, which does not follow some redirects. */
  EgressClient notFollowing(Integer... statuses) {
    return new EgressClient(
        label, fixture, probe, modes, Set.of(statuses), engines, denial, overRefuses);
  }

  /** The same client over others, by the beginnings of their labels. */
  EgressClient over(String... others) {
    return new EgressClient(
        label, fixture, probe, modes, unfollowed, Set.of(others), denial, overRefuses);
  }

  /** The same client, whose connections are judged as such and not as a request's. */
  EgressClient connectingApart() {
    return new EgressClient(
        label,
        fixture,
        probe,
        modes,
        unfollowed,
        engines,
        "refused by policy (decision ",
        overRefuses);
  }

  /**
   * The same client, which may close a pooled connection with a refusal when the next request has
   * it already.
   */
  EgressClient overRefusing() {
    return new EgressClient(label, fixture, probe, modes, unfollowed, engines, denial, true);
  }

  /** Whether the log may name {@code client} for a request of this one. */
  boolean isLoggedAs(String client) {
    return client.equals(label) || engines.stream().anyMatch(client::startsWith);
  }

  /** The same client, which does not follow any redirect. */
  EgressClient notFollowing() {
    return notFollowing(EgressCases.CROSS_SCHEME, 301, 302, 303, 307, 308);
  }

  @Override
  public String toString() {
    return label;
  }
}
