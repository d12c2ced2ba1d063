package dev.sallyport.it;

import java.util.List;
import java.util.function.Predicate;

/**
 * One thing that a box may forbid, set up in a place of its own.
 *
 * @param arguments for the fixture's probe
 * @param happened whether it was done, from what the JVM left behind and the line it printed
 */
record SinkCase(List<String> arguments, Predicate<SinkOutcome> happened) {

  /**
   * What there is to look at when the JVM has ended.
   *
   * @param line what the probe printed
   * @param arrived what reached the servers
   */
  record SinkOutcome(String line, List<String> arrived) {}
}
