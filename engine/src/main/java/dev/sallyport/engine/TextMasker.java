package dev.sallyport.engine;

import dev.sallyport.engine.detect.ArgumentRewriter;
import dev.sallyport.engine.detect.Detector;
import dev.sallyport.engine.detect.MaskStep;
import dev.sallyport.engine.detect.MaskTarget;
import dev.sallyport.engine.detect.SpanSource;
import dev.sallyport.engine.detect.TextDetector;
import dev.sallyport.engine.pattern.PatternException;
import java.util.ArrayList;
import java.util.List;

/** Carries out one mask. Immutable. */
final class TextMasker {
  private final ArgumentRewriter rewriter;

  TextMasker(Mask mask) {
    rewriter = ArgumentRewriter.of(targets(mask));
  }

  private static List<MaskTarget> targets(Mask mask) {
    List<MaskTarget> targets = new ArrayList<>();
    boolean whole = mask.detectors().isEmpty() && mask.patterns().isEmpty();
    TextDetector detector = detector(mask);
    for (Operand.Path path : mask.paths()) {
      List<MaskStep> steps = steps(path.segments());
      targets.add(
          whole ? MaskTarget.whole(steps, mask.keepLast()) : MaskTarget.found(steps, detector));
    }
    if (mask.paths().isEmpty()) {
      targets.add(MaskTarget.found(List.of(), detector));
    }
    return targets;
  }

  static TextDetector detector(Mask mask) {
    List<Detector> detectors = new ArrayList<>();
    for (String word : mask.detectors()) {
      Detector detector = Detector.of(word);
      if (detector == null) {
        throw new IllegalStateException("a detector that was loaded is not known");
      }
      detectors.add(detector);
    }
    List<SpanSource> patterns = new ArrayList<>();
    for (TextPattern pattern : mask.patterns()) {
      patterns.add(spans(pattern));
    }
    return TextDetector.of(detectors, patterns, mask.keepLast());
  }

  private static SpanSource spans(TextPattern pattern) {
    try {
      return PatternSpans.of(pattern);
    } catch (PatternException e) {
      throw new IllegalStateException("a pattern that was loaded does not compile", e);
    }
  }

  private static List<MaskStep> steps(List<Operand.Segment> segments) {
    List<MaskStep> steps = new ArrayList<>(segments.size());
    for (Operand.Segment segment : segments) {
      if (segment instanceof Operand.Key key) {
        steps.add(MaskStep.key(key.name()));
      } else if (segment instanceof Operand.Index index) {
        steps.add(MaskStep.index(index.position()));
      } else {
        steps.add(MaskStep.EVERY);
      }
    }
    return steps;
  }

  /** The masked arguments; the same text if nothing had to change. */
  String arguments(String json) {
    return rewriter.arguments(json);
  }

  /** The masked text; the same one if nothing had to change. */
  String content(String text) {
    return rewriter.content(text);
  }
}
