package dev.sallyport.engine;

import java.util.List;

/**
 * One thing that a {@link PolicyCase} says about its decision beside the effect.
 *
 * @param values what is wanted; empty if there must be none
 */
public record ExpectedFact(Kind kind, List<String> values) {
  /** The fields of {@code expect} beside {@code effect}. */
  public enum Kind {
    /** The determining rule, one value. */
    RULE("rule"),
    /** A part of the decision's error, one value. */
    ERROR("error"),
    /** The arguments that run instead of the given ones, one JSON text. */
    MASKED("masked"),
    /** The text that passes instead of the given one, one value. */
    MASKED_CONTENT("masked_content"),
    /** The matching warn and log rules, in any order. */
    NOTED("noted"),
    /** The rules whose condition could not be answered, in any order. */
    ERRING("erring"),
    /** Who may approve, in any order. */
    APPROVERS("approvers");

    private final String key;

    Kind(String key) {
      this.key = key;
    }

    /** The field as case files write it. */
    public String key() {
      return key;
    }
  }

  /** Copies {@code values}. */
  public ExpectedFact {
    values = List.copyOf(values);
  }
}
