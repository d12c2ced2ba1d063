package dev.sallyport.engine;

import dev.sallyport.engine.detect.Detector;
import dev.sallyport.engine.detect.SpanSource;
import dev.sallyport.engine.detect.TextDetector;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** What a mask makes of one text. */
final class TextMask {
  static final String HIDDEN = "***";

  private TextMask() {}

  /**
   * Hides a text; its last characters stay if the mask keeps some and as many or more go.
   *
   * @param keepLast how many characters (code points) may stay
   */
  static String whole(String text, int keepLast) {
    int characters = text.codePointCount(0, text.length());
    int mask = HIDDEN.length();
    if (text.startsWith(HIDDEN) && text.codePointCount(mask, text.length()) <= keepLast) {
      return text; // it is masked already, and no less
    }
    if (keepLast == 0 || characters < 2 * keepLast) {
      return HIDDEN;
    }
    return HIDDEN + text.substring(text.offsetByCodePoints(0, characters - keepLast));
  }

  /** Hides what a mask's detectors and patterns find; an independent library finds the latter. */
  static String found(String text, Mask mask) {
    List<Detector> detectors = new ArrayList<>();
    for (String word : mask.detectors()) {
      detectors.add(Objects.requireNonNull(Detector.of(word)));
    }
    List<SpanSource> patterns = new ArrayList<>();
    for (TextPattern pattern : mask.patterns()) {
      patterns.add((searched, spans) -> PlainPatterns.addSpans(pattern, searched, spans));
    }
    return TextDetector.of(detectors, patterns, mask.keepLast()).mask(text);
  }
}
