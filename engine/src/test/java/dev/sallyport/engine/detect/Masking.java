package dev.sallyport.engine.detect;

import java.util.List;

/** Short ways to mask in tests. */
final class Masking {
  private Masking() {}

  static String mask(Detector detector, String text) {
    return TextDetector.of(List.of(detector), List.of(), 0).mask(text);
  }

  static String maskAll(String text) {
    return all(0).mask(text);
  }

  static TextDetector all(int keepLast) {
    return TextDetector.of(List.of(Detector.values()), List.of(), keepLast);
  }
}
