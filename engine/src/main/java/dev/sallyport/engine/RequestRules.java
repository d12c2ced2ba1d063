package dev.sallyport.engine;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which rules are about HTTP requests and connections. */
final class RequestRules {
  private static final String HTTP = "http:";
  private static final String CONNECT = "net:";
  private static final String CONNECTION = "net:connect";

  private RequestRules() {}

  /** Whether any rule is. */
  static boolean any(List<Rule> rules) {
    for (Rule rule : rules) {
      if (isAboutRequests(rule)) {
        return true;
      }
    }
    return false;
  }

  /** Whether a rule names tools such as {@code http:GET}, or reads {@code http.*}. */
  static boolean isAboutRequests(Rule rule) {
    Expression condition = rule.condition();
    return namesRequests(rule.tools())
        || condition != null && FactUse.reads(condition, PathRoot.HTTP);
  }

  /** The tool as which a request, or a connection that is none, is judged. */
  static String tool(@Nullable String method) {
    return method == null ? CONNECTION : HTTP + method;
  }

  /** Whether a tool is one of those. */
  static boolean isRequest(@Nullable String tool) {
    return tool != null && (tool.startsWith(HTTP) || tool.equals(CONNECTION));
  }

  /** Whether a request may be among the tools; false only if none can be. */
  static boolean canBeAboutRequests(NamePatterns tools) {
    for (String pattern : tools.texts()) {
      int star = pattern.indexOf('*');
      int one = pattern.indexOf('?');
      int end = star < 0 ? one : one < 0 ? star : Math.min(star, one);
      String start = end < 0 ? pattern : pattern.substring(0, end);
      boolean open = end >= 0 && (HTTP.startsWith(start) || CONNECTION.startsWith(start));
      if (open || start.startsWith(HTTP) || pattern.equals(CONNECTION)) {
        return true;
      }
    }
    return false;
  }

  private static boolean namesRequests(NamePatterns tools) {
    for (String pattern : tools.texts()) {
      if (pattern.startsWith(HTTP) || pattern.startsWith(CONNECT)) {
        return true;
      }
    }
    return false;
  }
}
