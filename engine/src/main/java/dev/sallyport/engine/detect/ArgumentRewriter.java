package dev.sallyport.engine.detect;

import dev.sallyport.engine.detect.JsonReader.NotJson;
import java.util.List;

/**
 * Masks the JSON arguments of a call, or the content that passes in the other stages. A masked text
 * becomes {@code "***"}, a number 0, a boolean false; null stays, and lists and objects are masked
 * inside, so that the JSON keeps its shape and types. Names of members are never masked. Whatever
 * is not masked stays as it is written. A detector looks into a text that is JSON as if that JSON
 * stood there, four levels deep.
 *
 * <p>Takes time linear in the text for a given list of targets. Immutable and, if the {@link
 * SpanSource}s are, safe for use by several threads.
 */
public final class ArgumentRewriter {
  private final List<MaskTarget> targets;

  private ArgumentRewriter(List<MaskTarget> targets) {
    this.targets = targets;
  }

  /**
   * A rewriter by targets, whose order does not matter; where several meet, each one's mask holds.
   */
  public static ArgumentRewriter of(List<MaskTarget> targets) {
    return new ArgumentRewriter(List.copyOf(targets));
  }

  /**
   * Rewrites arguments.
   *
   * @param json valid JSON; blank, which stands for no arguments, stays as it is
   * @return the same object if nothing is masked
   * @throws IllegalArgumentException if it is no JSON by RFC 8259
   */
  public String arguments(String json) {
    try {
      return isBlank(json) ? json : JsonRewriting.rewrite(json, targets);
    } catch (NotJson e) {
      throw new IllegalArgumentException("got arguments that are not valid JSON", e);
    }
  }

  /**
   * Rewrites content: inside its texts and numbers if it is a JSON object, list or text, else as
   * the one text that it is.
   *
   * @return the same object if nothing is masked
   */
  public String content(String content) {
    if (isStructured(content)) {
      try {
        return JsonRewriting.rewrite(content, targets);
      } catch (NotJson e) {
        return text(content);
      }
    }
    return text(content);
  }

  private String text(String content) {
    return JsonRewriting.rewriteText(content, targets);
  }

  /** Whether the text may be a JSON object, list or text. */
  static boolean isStructured(String content) {
    for (int at = 0; at < content.length(); at++) {
      char c = content.charAt(at);
      if (" \t\r\n".indexOf(c) < 0) {
        return c == '{' || c == '[' || c == '"';
      }
    }
    return false;
  }

  private static boolean isBlank(String json) {
    for (int at = 0; at < json.length(); at++) {
      if (" \t\r\n".indexOf(json.charAt(at)) < 0) {
        return false;
      }
    }
    return true;
  }
}
