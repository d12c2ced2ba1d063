package dev.sallyport.engine;

/**
 * The limit of one rule of a set. Its position in {@link PolicySet#limits} is its number.
 *
 * @param rule the rule's name
 */
public record RuleLimit(String rule, RateLimit limit) {}
