package dev.sallyport.engine.detect;

import org.jspecify.annotations.Nullable;

/**
 * A step of an argument path.
 *
 * @param key the member of an object; null for an element of a list
 * @param index the element, counted from 0; -1 for every one
 */
public record MaskStep(@Nullable String key, int index) {
  /** Every element of a list. */
  public static final MaskStep EVERY = new MaskStep(null, -1);

  /** The member of that name. */
  public static MaskStep key(String name) {
    return new MaskStep(name, -1);
  }

  /** The element at that place, counted from 0. */
  public static MaskStep index(int position) {
    if (position < 0) {
      throw new IllegalArgumentException("got index " + position + ", wanted at least 0");
    }
    return new MaskStep(null, position);
  }

  boolean fits(boolean object) {
    return object == (key != null);
  }

  boolean leadsTo(@Nullable String member, int position) {
    return key != null ? key.equals(member) : index == -1 || index == position;
  }
}
