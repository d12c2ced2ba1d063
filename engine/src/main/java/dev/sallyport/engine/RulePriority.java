package dev.sallyport.engine;

import java.util.Comparator;

/** Higher priority first. */
final class RulePriority implements Comparator<Rule> {
  @Override
  public int compare(Rule left, Rule right) {
    return Integer.compare(right.priority(), left.priority());
  }
}
