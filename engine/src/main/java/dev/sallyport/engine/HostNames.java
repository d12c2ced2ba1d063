package dev.sallyport.engine;

import java.net.IDN;
import java.text.Normalizer;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The one form of a host that rules are asked about. A host that two programs could take for
 * different ones has none: a request to it is denied.
 */
public final class HostNames {
  private static final int MAX_HOST = 253;
  private static final int MAX_LABEL = 63;

  private HostNames() {}

  /**
   * The canonical form: ASCII, in lower case, IDNA, no trailing dot, no brackets. IPv6 addresses as
   * RFC 5952 has them, IPv4-mapped ones as the IPv4 address.
   *
   * @param clientHost the host as the client that connects has parsed it
   * @return null if there is none or it is ambiguous
   */
  public static @Nullable String canonical(@Nullable String clientHost) {
    if (clientHost == null || clientHost.isEmpty() || clientHost.length() > MAX_HOST + 2) {
      return null;
    }
    if (clientHost.indexOf(':') >= 0 || clientHost.charAt(0) == '[') {
      return address(clientHost);
    }
    String ascii = isAscii(clientHost) ? lowerCase(clientHost) : idna(clientHost);
    if (ascii == null) {
      return null;
    }
    int last = ascii.length() - 1;
    boolean dotted = last > 0 && ascii.charAt(last) == '.';
    String host = dotted ? ascii.substring(0, last) : ascii;
    if (!isName(host)) {
      return null;
    }
    // Some resolvers read `127.0.0.1.` as a name, others as the address.
    boolean plain = !endsInNumber(host) || !dotted && IpAddress.parse(host) != null;
    return plain ? host : null;
  }

  private static @Nullable String address(String host) {
    boolean opened = host.charAt(0) == '[';
    boolean closed = host.charAt(host.length() - 1) == ']';
    if (opened != closed) {
      return null;
    }
    String inner = opened ? host.substring(1, host.length() - 1) : host;
    IpAddress address = inner.indexOf(':') < 0 ? null : IpAddress.parse(inner);
    return address == null ? null : address.toString();
  }

  private static boolean isAscii(String text) {
    for (int at = 0; at < text.length(); at++) {
      if (text.charAt(at) >= 0x80) {
        return false;
      }
    }
    return true;
  }

  /** Without a copy if there is nothing to change. */
  private static String lowerCase(String ascii) {
    for (int at = 0; at < ascii.length(); at++) {
      if (ascii.charAt(at) >= 'A' && ascii.charAt(at) <= 'Z') {
        return ascii.toLowerCase(Locale.ROOT);
      }
    }
    return ascii;
  }

  /** The ASCII form of a host in letters that all readers map alike; else null. */
  private static @Nullable String idna(String host) {
    // What compatibility mapping changes (full-width, circled, Kelvin) some clients map, some not.
    if (!Normalizer.isNormalized(host, Normalizer.Form.NFKC)) {
      return null;
    }
    for (int at = 0; at < host.length(); ) {
      int character = host.codePointAt(at);
      if (CallNames.isInvisible(character) || isReadDifferently(character)) {
        return null;
      }
      at += Character.charCount(character);
    }
    try {
      String ascii = IDN.toASCII(host.toLowerCase(Locale.ROOT), IDN.USE_STD3_ASCII_RULES);
      return isAscii(ascii) ? lowerCase(ascii) : null;
    } catch (RuntimeException e) {
      // Of more kinds than the documented one; each means that the name has no such form.
      return null;
    }
  }

  /**
   * Sharp s and final sigma differ between IDNA 2003 and 2008, other dots separate for some, and
   * digits of other scripts are numbers for some.
   */
  private static boolean isReadDifferently(int character) {
    return character == 0xdf
        || character == 0x1e9e
        || character == 0x3c2
        || character == 0x3002
        || character > 0x7f && Character.isDigit(character)
        || character == 0x2024
        || character == 0x0130;
  }

  /** Whether it has labels of lower-case letters, digits and inner hyphens only. */
  static boolean isName(String host) {
    if (host.isEmpty() || host.length() > MAX_HOST) {
      return false;
    }
    int start = 0;
    for (int at = 0; at <= host.length(); at++) {
      char c = at == host.length() ? '.' : host.charAt(at);
      if (c == '.') {
        if (!isLabel(host, start, at)) {
          return false;
        }
        start = at + 1;
      } else if (!isLetterOrDigit(c) && c != '-') {
        return false;
      }
    }
    return true;
  }

  private static boolean isLabel(String host, int start, int end) {
    return end > start
        && end - start <= MAX_LABEL
        && host.charAt(start) != '-'
        && host.charAt(end - 1) != '-';
  }

  private static boolean isLetterOrDigit(char c) {
    return c >= 'a' && c <= 'z' || c >= '0' && c <= '9';
  }

  /** Whether the last label is decimal, octal or hexadecimal digits, as parts of addresses are. */
  static boolean endsInNumber(String host) {
    int from = host.lastIndexOf('.') + 1;
    boolean hex = host.startsWith("0x", from);
    for (int at = hex ? from + 2 : from; at < host.length(); at++) {
      char c = host.charAt(at);
      boolean digit = c >= '0' && c <= '9' || hex && c >= 'a' && c <= 'f';
      if (!digit) {
        return false;
      }
    }
    return true;
  }
}
