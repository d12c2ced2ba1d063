package dev.sallyport.engine.detect;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What to mask of a JSON value: everything at a path, or what a detector finds in the texts and
 * numbers at and below it. A path that leads nowhere masks nothing. A path that does not fit, such
 * as {@code .number} into a text, masks the whole value at which it stops fitting, because a
 * framework may read, say, a text with JSON in it as the object that the path means.
 */
public final class MaskTarget {
  private final MaskStep[] path;
  private final @Nullable TextDetector detector;
  private final int keepLast;

  private MaskTarget(List<MaskStep> path, @Nullable TextDetector detector, int keepLast) {
    if (keepLast < 0) {
      throw new IllegalArgumentException("got " + keepLast + ", wanted at least 0");
    }
    this.path = path.toArray(new MaskStep[0]);
    this.detector = detector;
    this.keepLast = keepLast;
  }

  /**
   * Masks whole values.
   *
   * @param path the steps to them; empty for everything
   * @param keepLast how many last characters (code points) of a text stay readable, at least 0; of
   *     a text shorter than twice that many none do
   */
  public static MaskTarget whole(List<MaskStep> path, int keepLast) {
    return new MaskTarget(path, null, keepLast);
  }

  /**
   * Masks what a detector finds.
   *
   * @param path the steps to where it looks; empty for everywhere
   */
  public static MaskTarget found(List<MaskStep> path, TextDetector detector) {
    return new MaskTarget(path, detector, 0);
  }

  int length() {
    return path.length;
  }

  MaskStep step(int index) {
    return path[index];
  }

  /** Null to mask whole values. */
  @Nullable TextDetector detector() {
    return detector;
  }

  int keepLast() {
    return keepLast;
  }
}
