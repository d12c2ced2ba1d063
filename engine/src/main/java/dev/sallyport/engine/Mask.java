package dev.sallyport.engine;

import java.util.List;

/**
 * What a mask rule hides. With paths alone, the values there; with paths and patterns or detectors,
 * what those find in texts at the paths; without paths, what they find in any text of the arguments
 * (before a tool) or of the content (in the other stages).
 *
 * @param paths argument paths
 * @param detectors names of built-in detectors
 * @param patterns patterns of the policy's own
 * @param keepLast how many last characters of a masked text stay readable
 */
record Mask(
    List<Operand.Path> paths, List<String> detectors, List<TextPattern> patterns, int keepLast) {
  static final Mask NONE = new Mask(List.of(), List.of(), List.of(), 0);
}
