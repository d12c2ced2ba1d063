package dev.sallyport.engine;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/**
 * What a policy can see of one HTTP request, one hop of it, or one connection. Mutable, so that one
 * view can serve many requests; not thread-safe. What is null is a missing fact.
 */
public final class HttpRequestView {
  private @Nullable String method;
  private @Nullable String scheme;
  private @Nullable String host;
  private int port = -1;
  private @Nullable String path;
  private int redirects;
  private @Nullable String client;
  private @Nullable InetAddress address;
  private @Nullable InetAddress shownAddress;
  private @Nullable String shown;
  private @Nullable String tool;

  /**
   * Sets everything but the {@link #tool}.
   *
   * @param newMethod as sent, in upper case; null for a connection that is no HTTP request
   * @param newScheme in lower case; null for a connection that is no HTTP request
   * @param canonicalHost as {@link HostNames#canonical} gives it; null denies
   * @param newPort -1 means the scheme's own
   * @param newPath without the query
   * @param newRedirects how many hops came before this one
   * @param newClient name and version of the HTTP client
   * @param connectedTo the address that is connected to; null while it is not known
   */
  public HttpRequestView set(
      @Nullable String newMethod,
      @Nullable String newScheme,
      @Nullable String canonicalHost,
      int newPort,
      @Nullable String newPath,
      int newRedirects,
      @Nullable String newClient,
      @Nullable InetAddress connectedTo) {
    this.method = newMethod;
    this.scheme = newScheme;
    this.host = canonicalHost;
    this.port = portOf(newScheme, newPort);
    this.path = newPath;
    this.redirects = newRedirects;
    this.client = newClient;
    this.address = connectedTo;
    return this;
  }

  /** The port, or the scheme's own if it is not stated; -1 if neither is known. */
  static int portOf(@Nullable String scheme, int port) {
    if (port >= 0 || scheme == null) {
      return port;
    }
    if (scheme.equals("https") || scheme.equals("wss")) {
      return 443;
    }
    return scheme.equals("http") || scheme.equals("ws") ? 80 : -1;
  }

  /** Sets the name of the tool that makes the request; null if none does. */
  public HttpRequestView tool(@Nullable String name) {
    this.tool = name;
    return this;
  }

  /** Forgets everything that was set. */
  public HttpRequestView clear() {
    tool = null;
    shownAddress = null;
    shown = null;
    return set(null, null, null, -1, null, 0, null, null);
  }

  /** The name of the tool that makes the request. */
  public @Nullable String tool() {
    return tool;
  }

  /** The method, in upper case. */
  public @Nullable String method() {
    return method;
  }

  /** The scheme, in lower case. */
  public @Nullable String scheme() {
    return scheme;
  }

  /** The canonical host. */
  public @Nullable String host() {
    return host;
  }

  /** The port; -1 if it is not known. */
  public int port() {
    return port;
  }

  /** The path, without the query. */
  public @Nullable String path() {
    return path;
  }

  /** How many hops came before this one. */
  public int redirects() {
    return redirects;
  }

  /** Name and version of the HTTP client. */
  public @Nullable String client() {
    return client;
  }

  /** The address that is connected to. */
  public @Nullable InetAddress address() {
    return address;
  }

  /** The address as text, made once for each. */
  @Nullable String ip() {
    InetAddress current = address;
    if (current == null) {
      return null;
    }
    if (current != shownAddress) {
      shown = IpAddress.of(current).toString();
      shownAddress = current;
    }
    return shown;
  }
}
