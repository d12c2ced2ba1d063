package dev.sallyport.bootstrap;

import java.net.InetAddress;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One step of an HTTP request: the request itself, a redirect of it, or its connection. What the
 * client told is kept as it told it; the enforcer makes it canonical. Immutable but for the id that
 * the enforcer gives.
 */
public final class HttpExchange {
  /** Which step it is. */
  public enum Step {
    /** The request as it was asked for. */
    REQUEST,
    /** The same request with another method or URL: a redirect, or what a client made of it. */
    REDIRECT,
    /** The connection to an address. */
    CONNECT
  }

  private final Step step;
  private final String client;
  private final @Nullable String method;
  private final @Nullable String scheme;
  private final @Nullable String host;
  private final int port;
  private final @Nullable String path;
  private final int redirects;
  private final @Nullable InetAddress address;
  private final long parentCallId;
  private volatile long callId;
  private volatile @Nullable InetAddress connected;

  HttpExchange(
      Step step,
      String client,
      @Nullable String method,
      @Nullable String scheme,
      @Nullable String host,
      int port,
      @Nullable String path,
      int redirects,
      @Nullable InetAddress address,
      long parentCallId) {
    this.step = step;
    this.client = client;
    this.method = method;
    this.scheme = scheme;
    this.host = host;
    this.port = portOf(scheme, port);
    this.path = pathOf(path);
    this.redirects = redirects;
    this.address = address;
    this.parentCallId = parentCallId;
  }

  /** This request once it is being connected to {@code remote}. */
  HttpExchange connectingTo(InetAddress remote) {
    return new HttpExchange(
        Step.CONNECT, client, method, scheme, host, port, path, redirects, remote, callId);
  }

  /**
   * Whether this request may be connected to {@code remote}, as far as is known: the thread that
   * connects and the one that sends may have copies of the context that do not tell.
   */
  boolean isPermittedAt(InetAddress remote) {
    return remote.equals(address) || remote.equals(connected);
  }

  /** Notes that this request may be connected to {@code remote}. */
  void permitAt(InetAddress remote) {
    connected = remote;
  }

  /** Whether the client is still at the same request, wherever it is connected to. */
  boolean isSame(
      @Nullable String otherMethod,
      @Nullable String otherScheme,
      @Nullable String otherHost,
      int otherPort,
      @Nullable String otherPath) {
    return port == portOf(otherScheme, otherPort)
        && Objects.equals(method, otherMethod)
        && Objects.equals(scheme, otherScheme)
        && Objects.equals(host, otherHost)
        && Objects.equals(path, pathOf(otherPath));
  }

  /** Clients that wrap each other write the same port and path in different ways. */
  private static int portOf(@Nullable String scheme, int port) {
    if (port > 0 || scheme == null) {
      return port;
    }
    if (scheme.equalsIgnoreCase("https") || scheme.equalsIgnoreCase("wss")) {
      return 443;
    }
    return scheme.equalsIgnoreCase("http") || scheme.equalsIgnoreCase("ws") ? 80 : port;
  }

  private static String pathOf(@Nullable String path) {
    return path == null || path.isEmpty() ? "/" : path;
  }

  /** Which step of the request this is. */
  public Step step() {
    return step;
  }

  /** Client and version, such as {@code okhttp 5.1.0}. */
  public String client() {
    return client;
  }

  /** The method as the client has it. */
  public @Nullable String method() {
    return method;
  }

  /** The URL's scheme. */
  public @Nullable String scheme() {
    return scheme;
  }

  /** The host as the client parsed it, or null if it could not. */
  public @Nullable String host() {
    return host;
  }

  /** The port; -1 if neither the client nor the scheme says which. */
  public int port() {
    return port;
  }

  /** The path, without query and fragment. */
  public @Nullable String path() {
    return path;
  }

  /** How many redirects led here. */
  public int redirects() {
    return redirects;
  }

  /** The address to be connected to; null before that is known. */
  public @Nullable InetAddress address() {
    return address;
  }

  /** The call that this one is a step of, or was made by; 0 if there is none. */
  public long parentCallId() {
    return parentCallId;
  }

  /** The id given by {@link #identify}, or 0. */
  public long callId() {
    return callId;
  }

  /** Gives the step its id, as a tool call has one. */
  public void identify(long newCallId) {
    callId = newCallId;
  }
}
