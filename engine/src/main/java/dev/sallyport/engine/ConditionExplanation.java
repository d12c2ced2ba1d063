package dev.sallyport.engine;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A condition or a part of one, and its answer for one call. Immutable.
 *
 * @param operator {@code and}, {@code or} or {@code not}; null if the condition has no parts
 * @param text the condition as the language writes it
 * @param answer what the engine answers; in an allow rule about every value of a path with several
 *     values, in other rules about any
 * @param values what the call has where this part reads; empty if it has parts of its own
 * @param moreValues how many further values there are
 * @param problem why there is no answer, or null
 * @param parts what {@code and}, {@code or} and {@code not} join, in the order of the text
 */
public record ConditionExplanation(
    @Nullable String operator,
    String text,
    Answer answer,
    List<FoundValue> values,
    int moreValues,
    @Nullable String problem,
    List<ConditionExplanation> parts) {
  /** Copies the lists. */
  public ConditionExplanation {
    values = List.copyOf(values);
    parts = List.copyOf(parts);
  }
}
