package dev.sallyport.engine;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.sallyport.engine.detect.Spans;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Patterns as an independent library matches them. */
final class PlainPatterns {
  private static final Map<String, Pattern> COMPILED = new ConcurrentHashMap<>();

  private PlainPatterns() {}

  static boolean isFound(TextPattern pattern, String text) {
    return COMPILED.computeIfAbsent(pattern.source(), Pattern::compile).matcher(text).find();
  }

  /** Adds the longest of the leftmost parts that match, none of them empty. */
  static boolean addSpans(TextPattern pattern, String text, Spans spans) {
    Matcher matcher = Pattern.compile(pattern.source(), Pattern.LONGEST_MATCH).matcher(text);
    while (matcher.find()) {
      if (matcher.end() > matcher.start()) {
        spans.add(matcher.start(), matcher.end());
      }
    }
    return true;
  }
}
