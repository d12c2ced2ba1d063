package dev.sallyport.engine;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A host or a glob of hosts in canonical form. {@code *} stands for any characters, dots included;
 * so {@code *.example.org} is every host below {@code example.org}, at any depth, and not {@code
 * example.org} itself.
 */
final class HostPattern {
  private final String text;
  private final boolean isGlob;
  private final @Nullable IpAddress address;

  private HostPattern(String text, boolean isGlob) {
    this.text = text;
    this.isGlob = isGlob;
    this.address = isGlob ? null : IpAddress.parse(text);
  }

  /** The pattern in canonical form; null if it can match no canonical host. */
  static @Nullable HostPattern of(String written) {
    if (written.indexOf('*') < 0 && written.indexOf('?') < 0) {
      String host = HostNames.canonical(written);
      return host == null ? null : new HostPattern(host, false);
    }
    StringBuilder text = new StringBuilder();
    int end = written.endsWith(".") ? written.length() - 1 : written.length();
    for (int start = 0; start <= end; ) {
      int dot = written.indexOf('.', start);
      int stop = dot < 0 || dot > end ? end : dot;
      String label = label(written.substring(start, stop));
      if (label == null) {
        return null;
      }
      text.append(text.length() == 0 ? "" : ".").append(label);
      start = stop + 1;
    }
    return new HostPattern(text.toString(), true);
  }

  private static @Nullable String label(String written) {
    if (written.indexOf('*') < 0 && written.indexOf('?') < 0) {
      // With a name behind it a label of digits is not taken for the end of an address.
      String host = HostNames.canonical(written + ".test");
      return host == null || host.indexOf('.') != host.length() - 5
          ? null
          : host.substring(0, host.length() - 5);
    }
    for (int at = 0; at < written.length(); at++) {
      char c = written.charAt(at);
      boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
      if (!letter && c != '-' && c != '*' && c != '?') {
        return null;
      }
    }
    return written.toLowerCase(Locale.ROOT);
  }

  /** The address if the pattern is one. */
  @Nullable IpAddress address() {
    return address;
  }

  /** Whether every host matches. */
  boolean matchesAnything() {
    return text.equals("*");
  }

  /** Whether the last label has a wildcard, so that hosts of others can match. */
  boolean isOpenEnded() {
    int dot = text.lastIndexOf('.');
    return isGlob && (text.indexOf('*', dot) >= 0 || text.indexOf('?', dot) >= 0);
  }

  /** Whether only addresses could be meant: a glob of digits. */
  boolean looksLikeAddresses() {
    if (!isGlob || matchesAnything()) {
      return false;
    }
    boolean digits = false;
    for (int at = 0; at < text.length(); at++) {
      char c = text.charAt(at);
      digits |= c >= '0' && c <= '9';
      if (!(c >= '0' && c <= '9') && c != '.' && c != '*' && c != '?') {
        return false;
      }
    }
    return digits;
  }

  /** Whether a canonical host matches. */
  boolean matches(String host) {
    return isGlob ? matchesGlob(host) : text.equals(host);
  }

  /** Remembers the last star only: an earlier one can never need to give characters back. */
  private boolean matchesGlob(String host) {
    int p = 0;
    int n = 0;
    int star = -1;
    int resume = 0;
    while (n < host.length()) {
      char wanted = p < text.length() ? text.charAt(p) : 0;
      if (wanted == '*') {
        star = p++;
        resume = n;
      } else if (wanted == '?' || wanted == host.charAt(n)) {
        p++;
        n++;
      } else if (star >= 0) {
        p = star + 1;
        n = ++resume;
      } else {
        return false;
      }
    }
    while (p < text.length() && text.charAt(p) == '*') {
      p++;
    }
    return p == text.length();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof HostPattern pattern && text.equals(pattern.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return text;
  }
}
