package dev.sallyport.engine.detect;

import java.util.List;

/**
 * Masks in one text what some detectors and patterns find. Immutable and, if its {@link
 * SpanSource}s are, safe for use by several threads.
 */
public final class TextDetector {
  /** What stands for a masked text. */
  static final String MASK = "***";

  /** A text in which every look finds more is made for that, and masked as a whole. */
  private static final int ROUNDS = 8;

  private final Finder[] finders;
  private final SpanSource[] own;
  private final int keepLast;

  private TextDetector(Finder[] finders, SpanSource[] own, int keepLast) {
    this.finders = finders;
    this.own = own;
    this.keepLast = keepLast;
  }

  /**
   * A detector.
   *
   * @param detectors built-in ones
   * @param own patterns of the policy's own
   * @param keepLast how many last characters (code points) of a match stay readable, at least 0; of
   *     a match shorter than twice that many none do
   */
  public static TextDetector of(List<Detector> detectors, List<SpanSource> own, int keepLast) {
    if (keepLast < 0) {
      throw new IllegalArgumentException("got " + keepLast + ", wanted at least 0");
    }
    Finder[] finders = new Finder[detectors.size()];
    for (int at = 0; at < finders.length; at++) {
      finders[at] = detectors.get(at).finder();
    }
    return new TextDetector(finders, own.toArray(new SpanSource[0]), keepLast);
  }

  /** The text with every match replaced; the same object if there is none. */
  public String mask(String text) {
    Spans spans = new Spans(text.length());
    find("", text, spans);
    StringBuilder out = null;
    int copied = 0;
    for (Spans.Span span : spans.united()) {
      int tail = tailStart(text, span);
      out = out == null ? new StringBuilder(text.length()) : out;
      out.append(text, copied, span.start()).append(MASK).append(text, tail, span.end());
      copied = span.end();
    }
    return out == null ? text : out.append(text, copied, text.length()).toString();
  }

  /**
   * Adds what is to be masked.
   *
   * @param label the name that the text is the value of, or empty
   */
  void find(String label, String text, Spans out) {
    out.keepLast(keepLast);
    if (finders.length > 0 && !text.isEmpty()) {
      detect(new FoldedText(label, text), text, out);
    }
    findOwn(text, out);
  }

  /** Adds what the policy's own patterns find. */
  void findOwn(String text, Spans out) {
    out.keepLast(keepLast);
    if (text.isEmpty()) {
      return;
    }
    for (SpanSource source : own) {
      Spans found = new Spans(text.length());
      if (!source.find(text, found)) {
        out.addWhole();
        return;
      }
      for (Spans.Span span : found.united()) {
        addUnlessMasked(text, span.start(), span.end(), out);
      }
    }
  }

  /** What is masked may have hidden where something else begins, so the rest is looked at again. */
  private void detect(FoldedText folded, String text, Spans out) {
    for (int round = 0; round < ROUNDS; round++) {
      Spans found = new Spans(text.length());
      for (Finder finder : finders) {
        finder.find(folded, found);
      }
      List<Spans.Span> spans = found.united();
      if (spans.isEmpty()) {
        return;
      }
      for (Spans.Span span : spans) {
        addUnlessMasked(text, span.start(), span.end(), out);
      }
      folded.hide(spans);
    }
    out.addWhole();
  }

  /** Leaves what a mask with the same {@code keepLast} can have left: masking twice is as once. */
  private void addUnlessMasked(String text, int start, int end, Spans out) {
    boolean behind = start >= MASK.length() && text.startsWith(MASK, start - MASK.length());
    boolean within = text.startsWith(MASK, start);
    int from = within ? start + MASK.length() : start;
    boolean masked = behind || within;
    if (!masked || from > end || text.codePointCount(from, end) > keepLast) {
      out.add(start, end);
    }
  }

  /** Where the readable rest of a masked span begins; its end if nothing of it stays. */
  static int tailStart(String text, Spans.Span span) {
    int keep = span.keepLast();
    if (keep == 0 || text.codePointCount(span.start(), span.end()) < 2L * keep) {
      return span.end();
    }
    return text.offsetByCodePoints(span.end(), -keep);
  }
}
