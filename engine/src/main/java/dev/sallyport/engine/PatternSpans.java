package dev.sallyport.engine;

import dev.sallyport.engine.detect.SpanSource;
import dev.sallyport.engine.detect.Spans;
import dev.sallyport.engine.pattern.PatternException;
import dev.sallyport.engine.pattern.SpanFinder;
import java.nio.charset.StandardCharsets;

/** Where a pattern of a mask is found. Immutable. */
final class PatternSpans implements SpanSource {
  private final SpanFinder finder;

  private PatternSpans(SpanFinder finder) {
    this.finder = finder;
  }

  static PatternSpans of(TextPattern pattern) throws PatternException {
    return new PatternSpans(SpanFinder.of(pattern.test()));
  }

  @Override
  public boolean find(String text, Spans out) {
    SpanFinder parts = finder.copy(); // a finder keeps its place, so each text needs its own
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    int byteAt = 0;
    int charAt = 0;
    boolean found = parts.find(bytes, 0, bytes.length, true);
    while (found) {
      charAt += characters(bytes, byteAt, parts.start());
      int start = charAt;
      charAt += characters(bytes, parts.start(), parts.end());
      byteAt = parts.end();
      out.add(start, charAt);
      found = parts.next();
    }
    return !parts.gaveUp();
  }

  /** UTF-16 characters of a range of UTF-8: one for each sequence, two for those of four bytes. */
  private static int characters(byte[] bytes, int from, int to) {
    int count = 0;
    for (int at = from; at < to; at++) {
      int lead = bytes[at] & 0xff;
      if (lead < 0x80 || lead >= 0xc0) {
        count += lead >= 0xf0 ? 2 : 1;
      }
    }
    return count;
  }
}
