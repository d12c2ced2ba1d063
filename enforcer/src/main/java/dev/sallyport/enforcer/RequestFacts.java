package dev.sallyport.enforcer;

import dev.sallyport.bootstrap.HttpExchange;
import dev.sallyport.engine.HostNames;
import dev.sallyport.engine.HttpRequestView;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What is known about one step of an HTTP request, or about a connection that is none, in the form
 * in which it is judged.
 *
 * @param step as records name it
 * @param caller the tool that makes the request, or null
 * @param client the HTTP client, or null
 * @param method in upper case, null for what is no HTTP request
 * @param scheme in lower case, null for what is no HTTP request
 * @param host canonical; if there is an error, as the client has it
 * @param port -1 if neither stated nor the scheme's own
 * @param path without query, null for what is no HTTP request
 * @param redirects how many hops came before
 * @param address what is connected to, null while it is not known
 * @param error what keeps it from being judged, or null
 */
record RequestFacts(
    String step,
    @Nullable String caller,
    @Nullable String client,
    @Nullable String method,
    @Nullable String scheme,
    @Nullable String host,
    int port,
    @Nullable String path,
    int redirects,
    @Nullable InetAddress address,
    @Nullable String error) {
  static final String CONNECT = "connect";
  static final String DATAGRAM = "datagram";

  /** The tool that a policy knows connections by. */
  static final String NET_CONNECT = "net:connect";

  private static final int MOST_SHOWN = 300;

  static RequestFacts of(HttpExchange exchange, @Nullable String caller) {
    String method = exchange.method();
    String scheme = exchange.scheme();
    String upper = method == null ? null : method.toUpperCase(Locale.ROOT);
    String lower = scheme == null ? null : scheme.toLowerCase(Locale.ROOT);
    String host = HostNames.canonical(exchange.host());
    String path = exchange.path();
    return new RequestFacts(
        exchange.step().name().toLowerCase(Locale.ROOT),
        caller,
        exchange.client(),
        upper,
        lower,
        host == null ? exchange.host() : host,
        port(lower, exchange.port()),
        path == null || path.isEmpty() ? "/" : path,
        exchange.redirects(),
        exchange.address(),
        error(upper, lower, host, port(lower, exchange.port())));
  }

  /** A connection that is no HTTP request, to an address that is resolved. */
  static RequestFacts of(InetSocketAddress remote, String step, @Nullable String caller) {
    InetAddress address = remote.getAddress();
    String given = remote.getHostString();
    boolean literal = given.equals(address.getHostAddress());
    String host = HostNames.canonical(literal ? withoutZone(given) : given);
    return new RequestFacts(
        step,
        caller,
        null,
        null,
        null,
        host == null ? given : host,
        remote.getPort(),
        null,
        0,
        address,
        host == null ? noHost(given) : null);
  }

  /** The zone says through which interface, not to which host. */
  private static String withoutZone(String literal) {
    int zone = literal.indexOf('%');
    return zone < 0 ? literal : literal.substring(0, zone);
  }

  private static int port(@Nullable String scheme, int port) {
    if (port >= 0 || scheme == null) {
      return port;
    }
    return switch (scheme) {
      case "http", "ws" -> 80;
      case "https", "wss" -> 443;
      default -> -1;
    };
  }

  private static @Nullable String error(
      @Nullable String method, @Nullable String scheme, @Nullable String host, int port) {
    if (host == null) {
      return noHost(null);
    }
    if (method == null || !isToken(method)) {
      return "method: none, or not a method's name";
    }
    if (scheme == null || !isToken(scheme)) {
      return "scheme: none, or not a scheme's name";
    }
    return port < 0 || port > 65_535 ? "port: none, or none that there is" : null;
  }

  private static String noHost(@Nullable String given) {
    return given == null
        ? "host: none, or one that programs read differently"
        : "host: one that programs read differently";
  }

  /** As RFC 9110 has methods; schemes are made of a part of these signs. */
  private static boolean isToken(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
      if (!letter && "!#$%&'*+-.^_`|~".indexOf(c) < 0) {
        return false;
      }
    }
    return !text.isEmpty();
  }

  /** Whether it is a step of an HTTP request. */
  boolean isHttp() {
    return client != null;
  }

  /** The name by which a policy knows it. */
  String tool() {
    if (!isHttp()) {
      return NET_CONNECT;
    }
    return "http:" + (method == null || !isToken(method) ? "?" : method);
  }

  /** Fills {@code view}, unless there is an error. */
  void fill(HttpRequestView view) {
    view.tool(caller).set(method, scheme, host, port, path, redirects, client, address);
  }

  /**
   * As a record keeps it.
   *
   * @param full whether the path is kept, and not only its length
   */
  String json(boolean full) {
    String whole = path;
    String kept = whole == null || full ? whole : "string(" + whole.length() + ")";
    return new JsonFacts()
        .add("step", step)
        .add("method", shown(method))
        .add("scheme", shown(scheme))
        .add("host", shown(host))
        .add("port", port)
        .add("path", kept)
        .add("ip", address == null ? null : withoutZone(address.getHostAddress()))
        .add("redirects", redirects)
        .add("tool", shown(caller))
        .end();
  }

  /** Where it leads, for people. */
  String target() {
    InetAddress known = address;
    String ip = known == null ? "" : " (" + withoutZone(known.getHostAddress()) + ")";
    return shown(host) + ":" + port + ip;
  }

  private static @Nullable String shown(@Nullable String text) {
    return text == null || text.length() <= MOST_SHOWN ? text : text.substring(0, MOST_SHOWN);
  }
}
