package dev.sallyport.engine.arguments;

import java.util.Arrays;

/** What one scan found at the nodes of the paths; forgetting it all takes one addition. */
final class FoundValues {
  private int scan;
  private int[] seenIn = new int[0]; // by node: the scan that wrote the rest
  private int[] kinds = new int[0];
  private int[] starts = new int[0];
  private int[] ends = new int[0];
  private boolean[] escapes = new boolean[0];

  void clear(int nodes) {
    if (++scan == 0) { // after 2^32 scans an old mark could pass for a new one
      Arrays.fill(seenIn, 0);
      scan = 1;
    }
    if (seenIn.length < nodes) {
      seenIn = new int[nodes];
      kinds = new int[nodes];
      starts = new int[nodes];
      ends = new int[nodes];
      escapes = new boolean[nodes];
    }
  }

  /**
   * @param escaped whether a text has escapes
   */
  void put(int node, int kind, int start, int end, boolean escaped) {
    seenIn[node] = scan;
    kinds[node] = kind;
    starts[node] = start;
    ends[node] = end;
    escapes[node] = escaped;
  }

  int start(int node) {
    return starts[node];
  }

  int end(int node) {
    return ends[node];
  }

  boolean escaped(int node) {
    return escapes[node];
  }

  int kind(int node, ArgumentPaths paths) {
    return seenIn[node] == scan ? kinds[node] : unseen(node, paths);
  }

  /** What a path that was not met means is decided where it left what is there. */
  private int unseen(int node, ArgumentPaths paths) {
    int step = node;
    int above = paths.parent(node);
    while (seenIn[above] != scan) {
      step = above;
      above = paths.parent(above);
    }
    int kind = below(kinds[above], paths.isKey(step));
    put(node, kind, 0, 0, false);
    return kind;
  }

  private static int below(int kind, boolean key) {
    switch (kind) {
      case Kind.MISSING:
      case Kind.NULL:
        return Kind.MISSING;
      case Kind.OBJECT:
        return key ? Kind.MISSING : Kind.MISFIT;
      case Kind.LIST:
        return key ? Kind.MISFIT : Kind.MISSING;
      default:
        return Kind.MISFIT;
    }
  }
}
