package dev.sallyport.engine;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One line of an egress list: all of its fields must match. What a request does not tell is taken
 * against it: it matches no line of an allow list and every line of a deny list.
 *
 * @param host the hosts, null for any
 * @param cidr the addresses, null for any
 * @param ports null for any
 * @param methods in upper case, null for any
 * @param schemes in lower case, null for any
 */
record EgressEntry(
    @Nullable HostPattern host,
    @Nullable Cidr cidr,
    @Nullable PortSet ports,
    @Nullable Set<String> methods,
    @Nullable Set<String> schemes) {

  /** As a line of an allow list. */
  EgressAnswer allows(EgressSubject subject) {
    if (host != null && !host.matches(subject.host())
        || ports != null && !ports.contains(subject.port())
        || methods != null && (subject.method() == null || !methods.contains(subject.method()))
        || schemes != null && (subject.scheme() == null || !schemes.contains(subject.scheme()))) {
      return EgressAnswer.DENY;
    }
    IpAddress address = subject.address();
    if (cidr == null) {
      boolean listed = !subject.isSpecial() || isLiteral(subject);
      return listed ? EgressAnswer.ALLOW : EgressAnswer.DENY;
    }
    if (address == null) {
      return EgressAnswer.OPEN;
    }
    return cidr.contains(address) ? EgressAnswer.ALLOW : EgressAnswer.DENY;
  }

  /** Whether the line names the very address, and not a name or a glob that leads there. */
  private boolean isLiteral(EgressSubject subject) {
    return host != null && host.address() != null && host.address().equals(subject.address());
  }

  /** As a line of a deny list: DENY if it matches, OPEN if its address decides, else ALLOW. */
  EgressAnswer denies(EgressSubject subject) {
    if (ports != null && subject.port() >= 0 && !ports.contains(subject.port())
        || methods != null && subject.method() != null && !methods.contains(subject.method())
        || schemes != null && subject.scheme() != null && !schemes.contains(subject.scheme())) {
      return EgressAnswer.ALLOW;
    }
    return worse(
        deniesHost(subject), cidr == null ? EgressAnswer.DENY : deniesBlock(cidr, subject));
  }

  /** What both say together: only what both deny is denied. */
  private static EgressAnswer worse(EgressAnswer host, EgressAnswer block) {
    if (host == EgressAnswer.ALLOW || block == EgressAnswer.ALLOW) {
      return EgressAnswer.ALLOW;
    }
    return host == EgressAnswer.OPEN ? host : block;
  }

  private EgressAnswer deniesHost(EgressSubject subject) {
    if (host == null || host.matches(subject.host())) {
      return EgressAnswer.DENY;
    }
    IpAddress literal = host.address();
    return literal == null ? EgressAnswer.ALLOW : deniesBlock(Cidr.of(literal), subject);
  }

  private static EgressAnswer deniesBlock(Cidr block, EgressSubject subject) {
    IpAddress address = subject.address();
    if (address == null) {
      return EgressAnswer.OPEN;
    }
    IpAddress inner = address.embedded();
    boolean inside = block.contains(address) || inner != null && block.contains(inner);
    return inside ? EgressAnswer.DENY : EgressAnswer.ALLOW;
  }
}
