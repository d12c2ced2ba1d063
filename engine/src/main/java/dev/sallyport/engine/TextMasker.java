package dev.sallyport.engine;

/** Carries out one mask. Immutable. */
final class TextMasker {
  private final Mask mask;

  TextMasker(Mask mask) {
    this.mask = mask;
  }

  /** The masked arguments; the same text if nothing had to change. */
  String arguments(String json) {
    try {
      Object arguments = new ArgumentReader(EngineLimits.DEFAULTS).read(json);
      Object masked = new ArgumentMask(mask).mask(arguments);
      return masked == arguments ? json : ArgumentWriter.write(masked);
    } catch (ArgumentException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The masked text; the same one if nothing had to change. */
  String content(String text) {
    return TextMask.found(text, mask);
  }
}
