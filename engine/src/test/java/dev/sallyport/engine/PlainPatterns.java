package dev.sallyport.engine;

import com.google.re2j.Pattern;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Patterns as an independent library matches them. */
final class PlainPatterns {
  private static final Map<String, Pattern> COMPILED = new ConcurrentHashMap<>();

  private PlainPatterns() {}

  static boolean isFound(TextPattern pattern, String text) {
    return COMPILED.computeIfAbsent(pattern.source(), Pattern::compile).matcher(text).find();
  }
}
