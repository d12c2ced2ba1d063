package dev.sallyport.engine.arguments;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which arguments are wanted: paths from the outermost object, each with a slot number, kept as a
 * tree whose edges are in one hash table. Immutable.
 */
public final class ArgumentPaths {
  static final int NONE = -1;
  static final int ROOT = 0;

  private final int[] nodes; // by slot
  private final int[] parents; // by node, as are the following
  private final byte[][] keys;
  private final long[] firsts;
  private final long[] seconds;
  private final int[] indexes;
  private final boolean[] hasChildren;
  private final long[] keyBits; // of the children's keys, see KeyHash.bit
  private final long[] tags; // 0: free
  private final int[] children;
  private final int shift;

  private ArgumentPaths(Builder builder) {
    int count = builder.steps.size();
    nodes = new int[builder.slots.size()];
    parents = new int[count];
    keys = new byte[count][];
    firsts = new long[count];
    seconds = new long[count];
    indexes = new int[count];
    hasChildren = new boolean[count];
    keyBits = new long[count];
    int bits = 64 - Long.numberOfLeadingZeros(count * 2L);
    shift = 64 - bits;
    tags = new long[1 << bits];
    children = new int[1 << bits];
    for (int slot = 0; slot < nodes.length; slot++) {
      nodes[slot] = builder.slots.get(slot);
    }
    Arrays.fill(keys, Scratch.NONE);
    for (int node = 1; node < count; node++) {
      place(node, builder.parents.get(node), builder.steps.get(node));
    }
  }

  private void place(int node, int parent, Step step) {
    parents[node] = parent;
    hasChildren[parent] = true;
    indexes[node] = step.index();
    long hash = KeyHash.of(step.index());
    String key = step.key();
    if (key != null) {
      byte[] bytes = Utf8.of(key);
      if (bytes == null) {
        return; // no argument has this name
      }
      keys[node] = bytes;
      firsts[node] = KeyHash.word(bytes, 0, bytes.length);
      seconds[node] = KeyHash.word(bytes, 8, bytes.length);
      hash = KeyHash.of(bytes, 0, bytes.length);
      keyBits[parent] |= KeyHash.bit(hash);
    }
    long tag = KeyHash.below(parent, hash);
    int at = (int) (tag >>> shift);
    while (tags[at] != 0) {
      at = at + 1 & tags.length - 1;
    }
    tags[at] = tag;
    children[at] = node;
  }

  /** A builder without paths. */
  public static Builder builder() {
    return new Builder();
  }

  /** How many slots there are; they are numbered from 0. */
  public int size() {
    return nodes.length;
  }

  int nodes() {
    return parents.length;
  }

  int node(int slot) {
    return nodes[slot];
  }

  int parent(int node) {
    return parents[node];
  }

  boolean isKey(int node) {
    return indexes[node] < 0;
  }

  /** {@code node} if something below it is wanted, else {@link #NONE}. */
  int parentOrNone(int node) {
    return node >= 0 && hasChildren[node] ? node : NONE;
  }

  /** The bits of the keys that are wanted below a node. */
  long keyBits(int node) {
    return keyBits[node];
  }

  /** The child for a key, whose UTF-8 starts with the two words, or {@link #NONE}. */
  int child(int parent, long hash, long first, long second, byte[] text, int from, int length) {
    long tag = KeyHash.below(parent, hash);
    int at = (int) (tag >>> shift);
    while (tags[at] != 0) {
      if (tags[at] == tag) {
        int node = children[at];
        if (parents[node] == parent && isKey(node, first, second, text, from, length)) {
          return node;
        }
      }
      at = at + 1 & tags.length - 1;
    }
    return NONE;
  }

  private boolean isKey(int node, long first, long second, byte[] text, int from, int length) {
    byte[] key = keys[node];
    return key.length == length
        && firsts[node] == first
        && seconds[node] == second
        && indexes[node] < 0
        && (length <= 16 || Arrays.equals(key, 16, length, text, from + 16, from + length));
  }

  /** The child for a position in a list, or {@link #NONE}. */
  int child(int parent, int index) {
    long tag = KeyHash.below(parent, KeyHash.of(index));
    int at = (int) (tag >>> shift);
    while (tags[at] != 0) {
      int node = children[at];
      if (tags[at] == tag && parents[node] == parent && indexes[node] == index) {
        return node;
      }
      at = at + 1 & tags.length - 1;
    }
    return NONE;
  }

  /** Collects paths. */
  public static final class Builder {
    private final List<Step> steps = new ArrayList<>();
    private final List<Integer> parents = new ArrayList<>();
    private final List<Map<Step, Integer>> children = new ArrayList<>();
    private final List<Integer> slotOfNode = new ArrayList<>();
    private final List<Integer> slots = new ArrayList<>();

    private Builder() {
      addNode(ROOT, Step.EVERY);
    }

    private int addNode(int parent, Step step) {
      steps.add(step);
      parents.add(parent);
      children.add(new HashMap<>(4));
      slotOfNode.add(NONE);
      return steps.size() - 1;
    }

    /**
     * Adds a path; the slot of its value. The same steps have the same slot; no steps mean the
     * outermost object.
     *
     * @throws IllegalArgumentException for {@link Step#EVERY}
     */
    public int add(List<Step> path) {
      int node = ROOT;
      for (int at = 0; at < path.size(); at++) {
        node = child(node, path.get(at));
      }
      int slot = slotOfNode.get(node);
      if (slot == NONE) {
        slot = slots.size();
        slots.add(node);
        slotOfNode.set(node, slot);
      }
      return slot;
    }

    private int child(int node, Step step) {
      if (step.isEvery()) {
        throw new IllegalArgumentException("got [*], wanted a key or a position");
      }
      Integer known = children.get(node).get(step);
      if (known != null) {
        return known;
      }
      int child = addNode(node, step);
      children.get(node).put(step, child);
      return child;
    }

    /** The paths added so far. */
    public ArgumentPaths build() {
      return new ArgumentPaths(this);
    }
  }
}
