package dev.sallyport.engine;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What stands below {@code http}: facts of a request, missing on any other call. */
enum HttpFact {
  METHOD("method", false),
  SCHEME("scheme", false),
  HOST("host", false),
  PORT("port", true),
  PATH("path", false),
  IP("ip", false),
  REDIRECTS("redirects", true),
  CLIENT("client", false),
  TOOL("tool", false);

  private static final HttpFact[] ALL = values();

  final String word;
  final boolean isNumber;

  HttpFact(String word, boolean isNumber) {
    this.word = word;
    this.isNumber = isNumber;
  }

  static @Nullable HttpFact of(String word) {
    for (HttpFact fact : ALL) {
      if (fact.word.equals(word)) {
        return fact;
      }
    }
    return null;
  }

  /** The fact that a path below {@code http} leads to; null for any other operand. */
  static @Nullable HttpFact of(Operand operand) {
    return operand instanceof Operand.Path path
            && path.root() == PathRoot.HTTP
            && path.segments().size() == 1
            && path.segments().get(0) instanceof Operand.Key key
        ? of(key.name())
        : null;
  }

  static String[] words() {
    String[] words = new String[ALL.length];
    for (int at = 0; at < words.length; at++) {
      words[at] = ALL[at].word;
    }
    return words;
  }

  /** A number that is a fact; -1 if it is missing. */
  int number(HttpRequestView request) {
    return this == PORT ? request.port() : request.redirects();
  }

  /** A text that is a fact; null if it is missing. */
  @Nullable String text(HttpRequestView request) {
    switch (this) {
      case METHOD:
        return request.method();
      case SCHEME:
        return request.scheme();
      case HOST:
        return request.host();
      case PATH:
        return request.path();
      case IP:
        return request.ip();
      case CLIENT:
        return request.client();
      case TOOL:
        return request.tool();
      default:
        throw new IllegalStateException("no text below http." + word);
    }
  }

  /** The one form in which a fact can have this value; null if it can't have it in any. */
  @Nullable String canonical(String value) {
    switch (this) {
      case METHOD:
        return value.toUpperCase(Locale.ROOT);
      case SCHEME:
        return value.toLowerCase(Locale.ROOT);
      case HOST:
        return HostNames.canonical(value);
      case IP:
        IpAddress address = IpAddress.parse(value);
        return address == null ? null : address.toString();
      default:
        return value;
    }
  }
}
