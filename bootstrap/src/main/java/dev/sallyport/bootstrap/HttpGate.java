package dev.sallyport.bootstrap;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What woven HTTP clients call. A request that is not governed costs the read of a field, and in a
 * process with a policy about requests the look at the thread's context. Thread-safe; like {@link
 * ToolGate} it never throws on its own account: whatever goes wrong ends in a refused request.
 *
 * <p>A client's entry calls {@link #enter} and {@link #exit}. Where it is about to send a request
 * that may have become another one, it calls {@link #hop}; where it connects, {@link #connect}. The
 * owner is whatever object stands for the request on all its threads; without one the thread's own
 * context must have been carried along.
 */
public final class HttpGate {
  static final String REFUSED_BY_ERROR =
      "HTTP request refused by policy: the gate could not decide.";

  private HttpGate() {}

  /** Whether requests made on this thread, or by {@code owner} if it is known, are governed. */
  public static boolean governs(@Nullable Object owner) {
    return Governing.requests() && contextOf(owner) != null;
  }

  /**
   * Judges a request as the application asks for it.
   *
   * @param client client and version, such as {@code okhttp 5.1.0}
   * @param owner stands for the request on other threads; null if nothing does
   * @param method the method, such as GET
   * @param scheme the URL's scheme
   * @param host the host as the client itself parsed it; null is refused
   * @param port the port, or -1 for the scheme's own
   * @param path the URL's path, without query
   * @return null if the request is not governed; else what to ask, and to give to {@link #exit}
   */
  public static @Nullable HttpScope enter(
      String client,
      @Nullable Object owner,
      @Nullable String method,
      @Nullable String scheme,
      @Nullable String host,
      int port,
      @Nullable String path) {
    if (!Governing.requests()) {
      return null;
    }
    try {
      // Of the thread, not of the owner: a request object may be sent again by somebody else.
      CallContext context = contextOf(null);
      if (context == null) {
        return null;
      }
      HttpExchange before = context.request();
      if (before != null && before.isSame(method, scheme, host, port, path)) {
        remember(owner, context);
        return new HttpScope(CallContext.current(), null);
      }
      HttpExchange exchange = exchange(context, client, method, scheme, host, port, path);
      String refusal = Governing.judge(context, exchange);
      if (refusal != null) {
        return new HttpScope(null, refusal);
      }
      CallContext within = context.with(exchange);
      remember(owner, within);
      return new HttpScope(CallContext.restore(within), null);
    } catch (Throwable failure) {
      return new HttpScope(null, REFUSED_BY_ERROR);
    }
  }

  /** Ends what {@link #enter} began; null does nothing. Must run on every exit. */
  public static void exit(@Nullable HttpScope scope) {
    CallContext previous = scope == null ? null : scope.previous();
    if (previous != null) {
      CallContext.restore(previous);
    }
  }

  /**
   * Judges a request right before the client sends it, when redirects and rewriting are done.
   *
   * @param connectedTo where the connection leads, if the client knows; else null
   * @return null if it may be sent, or is not governed; else what to throw
   */
  public static @Nullable HttpRequestDenied hop(
      String client,
      @Nullable Object owner,
      @Nullable String method,
      @Nullable String scheme,
      @Nullable String host,
      int port,
      @Nullable String path,
      @Nullable SocketAddress connectedTo) {
    if (!Governing.requests()) {
      return null;
    }
    try {
      CallContext context = contextOf(owner);
      if (context == null) {
        return null;
      }
      HttpExchange before = context.request();
      if (before == null || !before.isSame(method, scheme, host, port, path)) {
        HttpExchange exchange = exchange(context, client, method, scheme, host, port, path);
        String refusal = Governing.judge(context, exchange);
        if (refusal != null) {
          return new HttpRequestDenied(refusal);
        }
        context = context.with(exchange);
        LostContexts.expect(context);
        keep(owner, context);
      }
      return connectedTo == null ? null : connect(context, owner, connectedTo);
    } catch (Throwable failure) {
      return new HttpRequestDenied(REFUSED_BY_ERROR);
    }
  }

  /**
   * Judges a connection right before it is made.
   *
   * @param owner stands for the request; null if only the thread tells on whose behalf this is
   * @return null if it may be made, or is not governed; else what to throw
   */
  public static @Nullable HttpRequestDenied connect(
      @Nullable Object owner, @Nullable SocketAddress address) {
    if (!Governing.any()) {
      return null;
    }
    try {
      CallContext context = contextOf(owner);
      if (context == null) {
        return connectLost(address);
      }
      LostContexts.arrived(address);
      return connect(context, owner, address);
    } catch (Throwable failure) {
      return new HttpRequestDenied(REFUSED_BY_ERROR);
    }
  }

  /**
   * For a thread that acts for nobody: if a request waits to go there, its client has lost it, and
   * the connection is judged as the request's. It could be the application's own, too, so it is not
   * refused for that alone.
   */
  private static @Nullable HttpRequestDenied connectLost(@Nullable SocketAddress address) {
    CallContext context = LostContexts.find(address);
    if (context == null) {
      return null;
    }
    ToolGate.contextLost(context, String.valueOf(address));
    return connect(context, null, address);
  }

  /** Keeps the context of this thread for {@code owner}, which other threads know. */
  public static void remember(Object owner) {
    if (Governing.any()) {
      CarriedContext.remember(owner);
    }
  }

  /** The path in the target of a request line: without query, and without scheme and authority. */
  public static @Nullable String pathOf(@Nullable String target) {
    if (target == null) {
      return null;
    }
    int query = target.indexOf('?');
    String bare = query < 0 ? target : target.substring(0, query);
    int authority = bare.startsWith("/") ? -1 : bare.indexOf("://");
    if (authority < 0) {
      return bare;
    }
    int start = bare.indexOf('/', authority + 3);
    return start < 0 ? "/" : bare.substring(start);
  }

  private static @Nullable HttpRequestDenied connect(
      CallContext context, @Nullable Object owner, @Nullable SocketAddress address) {
    HttpExchange request = context.request();
    String refusal;
    if (request != null && address instanceof InetSocketAddress && leadsTo(address, request)) {
      InetAddress remote = ((InetSocketAddress) address).getAddress();
      if (remote == null) {
        return null; // not resolved yet: this connects to nothing, whoever resolves it asks again
      }
      if (request.isPermittedAt(remote)) {
        return null;
      }
      HttpExchange connecting = request.connectingTo(remote);
      refusal = Governing.judge(context, connecting);
      if (refusal == null) {
        request.permitAt(remote);
        keep(owner, context.with(connecting));
      }
    } else {
      refusal = Governing.access(context, Sink.CONNECT, address);
    }
    return refusal == null ? null : new HttpRequestDenied(refusal);
  }

  /** Whether the address is that of the request's host, and not a proxy's or anybody's. */
  private static boolean leadsTo(SocketAddress address, HttpExchange request) {
    String name = ((InetSocketAddress) address).getHostString();
    String host = request.host();
    return name != null && host != null && bare(name).equalsIgnoreCase(bare(host));
  }

  /** Without the brackets of an IPv6 address and the dot that ends a full name. */
  static String bare(String host) {
    int from = host.startsWith("[") ? 1 : 0;
    int to = host.length();
    if (to > from && (host.charAt(to - 1) == ']' || host.charAt(to - 1) == '.')) {
      to--;
    }
    return host.substring(from, to);
  }

  private static HttpExchange exchange(
      CallContext context,
      String client,
      @Nullable String method,
      @Nullable String scheme,
      @Nullable String host,
      int port,
      @Nullable String path) {
    HttpExchange before = context.request();
    boolean first = before == null;
    return new HttpExchange(
        first ? HttpExchange.Step.REQUEST : HttpExchange.Step.REDIRECT,
        client,
        method,
        scheme,
        host,
        port,
        path,
        first ? 0 : Objects.requireNonNull(before).redirects() + 1,
        null,
        first ? context.parentCallId() : Objects.requireNonNull(before).callId());
  }

  private static void remember(@Nullable Object owner, CallContext context) {
    LostContexts.expect(context);
    if (owner != null) {
      CarriedContext.remember(owner, context);
    }
  }

  /** What the owner's, or else the thread's, next step goes on from. */
  private static void keep(@Nullable Object owner, CallContext context) {
    if (owner != null) {
      CarriedContext.remember(owner, context);
    } else if (CallContext.isScoped(context)) {
      // Whoever set the thread's context takes it back; set here, nobody would.
      CallContext.restore(context);
    }
  }

  /** Null if nothing there is governed. */
  private static @Nullable CallContext contextOf(@Nullable Object owner) {
    return Governing.contextOf(owner);
  }
}
