package dev.sallyport.engine.detect;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the targets mean for one value: the paths that may still lead into it, and what is already
 * known about all of it. Immutable; values that the targets mean the same for share one.
 */
final class ActiveTargets {
  private static final int NOT_WHOLE = -1;

  /** Targets whose paths have not ended, and how many steps of each are taken. */
  private final List<MaskTarget> pending;

  private final List<Integer> taken;
  private final List<TextDetector> detectors;
  private final int keepLast;

  private ActiveTargets(
      List<MaskTarget> pending, List<Integer> taken, List<TextDetector> detectors, int keepLast) {
    this.pending = pending;
    this.taken = taken;
    this.detectors = detectors;
    this.keepLast = keepLast;
  }

  /** For the outermost value. */
  static ActiveTargets of(List<MaskTarget> targets) {
    List<Integer> none = new ArrayList<>();
    for (int at = 0; at < targets.size(); at++) {
      none.add(0);
    }
    return new ActiveTargets(targets, none, List.of(), NOT_WHOLE).arrived();
  }

  /** Whether the whole value is masked. */
  boolean isWhole() {
    return keepLast != NOT_WHOLE;
  }

  /** How many last characters of a whole masked text stay. */
  int keepLast() {
    return keepLast;
  }

  /** What looks into the value's texts and numbers. */
  List<TextDetector> detectors() {
    return detectors;
  }

  /** Whether a path wants to go on where nothing can: into a text, a number or a boolean. */
  boolean hasPending() {
    return !pending.isEmpty();
  }

  /** For an object or list: paths that do not fit into it make it masked as a whole. */
  ActiveTargets inside(boolean object) {
    for (int at = 0; at < pending.size(); at++) {
      if (!pending.get(at).step(taken.get(at)).fits(object)) {
        return new ActiveTargets(List.of(), List.of(), List.of(), 0);
      }
    }
    return this;
  }

  /** For a member or element. */
  ActiveTargets child(@Nullable String key, int index) {
    if (pending.isEmpty()) {
      return this;
    }
    List<MaskTarget> next = new ArrayList<>();
    List<Integer> steps = new ArrayList<>();
    for (int at = 0; at < pending.size(); at++) {
      if (pending.get(at).step(taken.get(at)).leadsTo(key, index)) {
        next.add(pending.get(at));
        steps.add(taken.get(at) + 1);
      }
    }
    return new ActiveTargets(next, steps, detectors, keepLast).arrived();
  }

  /** Takes the targets whose paths end here from the pending ones. */
  private ActiveTargets arrived() {
    int keep = keepLast;
    List<MaskTarget> onward = new ArrayList<>();
    List<Integer> steps = new ArrayList<>();
    List<TextDetector> looking = new ArrayList<>(detectors);
    for (int at = 0; at < pending.size(); at++) {
      MaskTarget target = pending.get(at);
      TextDetector detector = target.detector();
      if (taken.get(at) < target.length()) {
        onward.add(target);
        steps.add(taken.get(at));
      } else if (detector != null) {
        looking.add(detector);
      } else {
        keep = keep == NOT_WHOLE ? target.keepLast() : Math.min(keep, target.keepLast());
      }
    }
    return new ActiveTargets(onward, steps, looking, keep);
  }
}
