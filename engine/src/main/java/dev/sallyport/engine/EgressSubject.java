package dev.sallyport.engine;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/**
 * What egress lists are asked about. Mutable, so that asking needs no memory; not thread-safe. What
 * was found out about a host or address is kept for the next question about the same one.
 */
final class EgressSubject {
  private @Nullable String method;
  private @Nullable String scheme;
  private String host = "";
  private int port = -1;
  private @Nullable IpAddress address;
  private boolean special;
  private @Nullable String literalOf;
  private @Nullable IpAddress literal;
  private @Nullable InetAddress socketOf;
  private @Nullable IpAddress socket;

  /** Sets everything; see {@link Egress#judge}. */
  EgressSubject set(
      @Nullable String newMethod,
      @Nullable String newScheme,
      String canonicalHost,
      int newPort,
      @Nullable InetAddress connectedTo) {
    method = newMethod;
    scheme = newScheme;
    host = canonicalHost;
    port = HttpRequestView.portOf(newScheme, newPort);
    // A host that is an address needs no connection for it to be known.
    IpAddress found = connectedTo == null ? literal(canonicalHost) : socket(connectedTo);
    if (found != address) {
      address = found;
      special = found != null && found.isSpecial();
    }
    return this;
  }

  /** Lets go of what belongs to a request. */
  void forget() {
    set(null, null, "", -1, null);
    literalOf = null;
    literal = null;
    socketOf = null;
    socket = null;
  }

  private @Nullable IpAddress literal(String name) {
    if (!name.equals(literalOf)) {
      boolean likely = name.indexOf(':') >= 0 || !name.isEmpty() && HostNames.endsInNumber(name);
      literal = likely ? IpAddress.parse(name) : null;
      literalOf = name;
    }
    return literal;
  }

  private @Nullable IpAddress socket(InetAddress connectedTo) {
    if (connectedTo != socketOf) {
      socket = IpAddress.of(connectedTo);
      socketOf = connectedTo;
    }
    return socket;
  }

  /** Null if it is no HTTP request. */
  @Nullable String method() {
    return method;
  }

  /** Null if it is no HTTP request. */
  @Nullable String scheme() {
    return scheme;
  }

  /** The canonical host. */
  String host() {
    return host;
  }

  /** The port; -1 if it is not known. */
  int port() {
    return port;
  }

  /** Null if it is not known yet. */
  @Nullable IpAddress address() {
    return address;
  }

  /** Whether the address is known and not public. */
  boolean isSpecial() {
    return special;
  }
}
