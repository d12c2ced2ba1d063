package dev.sallyport.engine;

/**
 * Names a rule to people.
 *
 * @param file the source's name
 * @param line where the rule begins, counted from 1
 */
public record RuleReference(String name, String file, int line) {
  static RuleReference of(Rule rule) {
    String origin = rule.origin();
    int colon = origin.lastIndexOf(':');
    int line = Integer.parseInt(origin.substring(colon + 1));
    return new RuleReference(rule.name(), origin.substring(0, colon), line);
  }
}
