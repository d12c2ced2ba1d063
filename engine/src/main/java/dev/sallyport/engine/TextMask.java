package dev.sallyport.engine;

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
    if (keepLast == 0 || characters < 2 * keepLast) {
      return HIDDEN;
    }
    return HIDDEN + text.substring(text.offsetByCodePoints(0, characters - keepLast));
  }

  /**
   * Hides what a mask's detectors and patterns find. Without any the mask is about the whole text.
   * Whatever they would find, all of it is hidden: nothing passes that has not been looked at.
   */
  static String found(String text, Mask mask) {
    return whole(text, mask.keepLast());
  }
}
