package dev.sallyport.engine.arguments;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One step of a path into arguments: into a member of an object, an element of a list, or every
 * element of a list.
 *
 * @param key the member's name; null for a step into a list
 * @param index the element's position, from 0; negative for a key and for every element
 */
public record Step(@Nullable String key, int index) {
  /** Every element of a list. */
  public static final Step EVERY = new Step(null, -1);

  /** The member named {@code name}. */
  public static Step key(String name) {
    return new Step(name, -1);
  }

  /** The element at {@code position}, from 0. */
  public static Step index(int position) {
    if (position < 0) {
      throw new IllegalArgumentException("got position " + position + ", wanted 0 or more");
    }
    return new Step(null, position);
  }

  /** Whether this is {@link #EVERY}. */
  public boolean isEvery() {
    return key == null && index < 0;
  }

  // By hand: what the compiler makes for records links itself at run time, which is slow at start.

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Step step && index == step.index && Objects.equals(key, step.key);
  }

  @Override
  public int hashCode() {
    return key == null ? index : key.hashCode();
  }

  @Override
  public String toString() {
    return key != null ? "." + key : index < 0 ? "[*]" : "[" + index + "]";
  }
}
