package dev.sallyport.bootstrap;

import org.jspecify.annotations.Nullable;

/**
 * What the target of a request line says, for clients that send whatever text the application gave
 * them. A target may name another host than the request does, and a proxy would go there.
 */
public final class HttpTarget {
  private HttpTarget() {}

  /**
   * The path of a request, without query.
   *
   * @param target the target as it is to be sent
   * @param scheme the scheme of the request
   * @param authority its host, with its port unless that is the scheme's own
   * @return null if the target leads, or may lead, to another host
   */
  public static @Nullable String path(
      @Nullable String target, String scheme, @Nullable String authority) {
    if (target == null || authority == null) {
      return null;
    }
    int length = target.length();
    if (length == 0 || target.charAt(0) == '?') {
      return "/";
    }
    if (target.charAt(0) == '/') {
      return withoutQuery(target, 0);
    }
    if (target.indexOf(':') < 0) {
      return withoutQuery(new StringBuilder("/").append(target).toString(), 0);
    }
    // Compared as text: another parser may find another host in it.
    String origin = new StringBuilder(scheme).append("://").append(authority).toString();
    if (!target.startsWith(origin)) {
      return null;
    }
    int start = origin.length();
    char next = start == length ? '?' : target.charAt(start);
    if (next == '?') {
      return "/";
    }
    return next == '/' ? withoutQuery(target, start) : null;
  }

  /** The host in an authority that was made of a host and perhaps a port; null if there is none. */
  public static @Nullable String host(@Nullable String authority) {
    if (authority == null) {
      return null;
    }
    int colon = portColon(authority);
    return colon < 0 ? authority : authority.substring(0, colon);
  }

  /** The port in such an authority, or {@code otherwise}; that of no valid one is refused. */
  public static int port(@Nullable String authority, int otherwise) {
    int colon = authority == null ? -1 : portColon(authority);
    return authority == null || colon < 0
        ? otherwise
        : Integer.parseInt(authority.substring(colon + 1));
  }

  private static int portColon(String authority) {
    int colon = authority.lastIndexOf(':');
    return colon > authority.lastIndexOf(']') ? colon : -1;
  }

  private static String withoutQuery(String target, int start) {
    int end = target.indexOf('?', start);
    return target.substring(start, end < 0 ? target.length() : end);
  }
}
