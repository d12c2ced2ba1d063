package dev.sallyport.engine;

/**
 * What a call has at a place that a condition reads.
 *
 * @param path the place as conditions write it
 * @param type {@code text}, {@code number}, {@code boolean}, {@code null}, {@code list}, {@code
 *     object}, {@code missing} (nothing there), {@code misfit} (a step does not fit the value above
 *     it), {@code unknown} (not known here)
 * @param value the value as JSON, at most {@link #MAX_CHARACTERS} and three dots; empty for the
 *     last three types. A model may have chosen it
 */
public record FoundValue(String path, String type, String value) {
  /** How many UTF-16 characters of a value are kept. */
  public static final int MAX_CHARACTERS = 500;
}
