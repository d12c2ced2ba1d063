package dev.sallyport.audit.anchor;

import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * Where requests go.
 *
 * @param secure whether by TLS
 * @param host name or address, IPv6 without brackets
 * @param port 1 to 65535
 * @param path begins with a slash; may have a query
 */
record HttpEndpoint(boolean secure, String host, int port, String path) {
  /** The endpoint of an absolute URL, or null if it is none that can be used. */
  static @Nullable HttpEndpoint parse(String url) {
    URI uri;
    try {
      uri = new URI(url);
    } catch (URISyntaxException e) {
      return null;
    }
    boolean secure = "https".equalsIgnoreCase(uri.getScheme());
    boolean known = secure || "http".equalsIgnoreCase(uri.getScheme());
    String host = uri.getHost();
    boolean plain = uri.getRawUserInfo() == null && uri.getRawFragment() == null;
    if (!known || !plain || host == null || uri.getPort() == 0 || uri.getPort() > 65_535) {
      return null;
    }
    int port = uri.getPort() > 0 ? uri.getPort() : secure ? 443 : 80;
    String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    return isAscii(url) ? new HttpEndpoint(secure, bare, port, path(uri)) : null;
  }

  private static String path(URI uri) {
    String path = uri.getRawPath();
    String rooted = path == null || path.isEmpty() ? "/" : path;
    return uri.getRawQuery() == null ? rooted : rooted + "?" + uri.getRawQuery();
  }

  private static boolean isAscii(String url) {
    for (int i = 0; i < url.length(); i++) {
      if (url.charAt(i) <= ' ' || url.charAt(i) >= 0x7F) {
        return false;
      }
    }
    return true;
  }

  /** The endpoint {@code name} below this one, which has no query. */
  HttpEndpoint below(String name) {
    String prefix = path.endsWith("/") ? path : path + "/";
    return new HttpEndpoint(secure, host, port, prefix + name);
  }

  boolean hasQuery() {
    return path.indexOf('?') >= 0;
  }

  /** Without the query, which may hold a secret. */
  @Override
  public String toString() {
    int query = path.indexOf('?');
    return (secure ? "https://" : "http://")
        + hostHeader()
        + (query < 0 ? path : path.substring(0, query));
  }

  /** Host and port as a request names them. */
  String hostHeader() {
    String shown = host.indexOf(':') < 0 ? host : "[" + host + "]";
    return port == (secure ? 443 : 80) ? shown : shown + ":" + port;
  }
}
