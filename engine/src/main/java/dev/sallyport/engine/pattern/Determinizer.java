package dev.sallyport.engine.pattern;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Turns programs into one deterministic automaton (subset construction). Assertions wait in a state
 * until the next character, or the end of the text, is known.
 *
 * <p>A test that may begin anywhere would have its first nodes in every state; these are not stored
 * but stepped along with each state. A test that is found needs no nodes any more: what it reported
 * stays reported, so states do not remember it.
 */
final class Determinizer {
  /** What the automaton is for. */
  enum Search {
    /** Which tests are found in the text. */
    FIND,
    /** Read from any position: where one match ends. Bit 0: here; bit 1: a character before. */
    ENDS,
    /** Read backwards: where a match begins. Bits likewise. */
    STARTS
  }

  /** Steps of construction that are paid for each state of a budget, and at least. */
  private static final long WORK_PER_STATE = 300;

  private static final long LEAST_WORK = 1_000_000;

  private static final int UNKNOWN = -1;
  private static final int SORTING_IS_SLOWER_THAN_COUNTING = 8;
  private static final int[] FACTS_OF_CHARACTERS = {0, Facts.WORD, Facts.LINE};

  private final NodeGraph graph;
  private final AlphabetBuilder alphabet;
  private final Search search;
  private final int stateBudget;
  private final long workBudget;
  private long work;

  private final int classes;
  private final int[][] classesOf;
  private final int[] factsOfClass;
  private final int[] setOfNode;
  private final StateStore states = new StateStore();
  private final OutcomeStore outcomes;
  private int[] targets = new int[0];
  private int[] finals = new int[16];

  /** Nodes that are active at every position, and where each class leads from them. */
  private final boolean[] isEverywhere;

  private final ClassBuckets everywhere;

  /** Assertions at which a test may begin at every position. */
  private int[] asserted = new int[4];

  private int assertedCount;
  private final int[] targetFromEverywhere;

  /** The set of nodes that is being put together. */
  private final int[] nodes;

  private int nodeCount;

  /** Equal to the stamp: the node is in the set; all that it leads to is. */
  private final int[] kept;

  private final int[] mark;
  private final int[] added;
  private int stamp;
  private final int[] stack;
  private final long[] found;
  private final long[] foundBefore;
  private final ClassBuckets buckets;

  Determinizer(Program[] programs, Search search, int stateBudget) {
    this.search = search;
    this.stateBudget = stateBudget;
    workBudget = Math.max(LEAST_WORK, stateBudget * WORK_PER_STATE);
    work = workBudget;
    graph = new NodeGraph(programs);
    alphabet = new AlphabetBuilder(programs, graph.hasAssertions);
    classes = alphabet.classes();
    classesOf = new int[alphabet.setCount()][];
    setOfNode = setOfNode(programs);
    factsOfClass = factsOfClass();
    outcomes = new OutcomeStore(search == Search.FIND ? programs.length : 2);
    isEverywhere = new boolean[graph.nodes];
    everywhere = new ClassBuckets(classes);
    buckets = new ClassBuckets(classes);
    targetFromEverywhere = new int[classes];
    Arrays.fill(targetFromEverywhere, UNKNOWN);
    nodes = new int[graph.nodes];
    kept = new int[graph.nodes];
    mark = new int[graph.nodes];
    added = new int[graph.nodes];
    stack = new int[graph.nodes + 1];
    found = new long[outcomes.words()];
    foundBefore = new long[outcomes.words()];
  }

  /** The automaton, or null if it is over the budget of states or work. */
  @Nullable States build() {
    if (search != Search.ENDS) {
      for (int start : graph.start) {
        beginEverywhere(start);
      }
    }
    int[] starts = new int[Facts.EDGE + 1];
    starts[Facts.EDGE] = start(Facts.EDGE);
    for (int facts : FACTS_OF_CHARACTERS) {
      starts[facts] = search == Search.ENDS ? start(facts) : starts[Facts.EDGE];
    }
    for (int state = 0; state < states.size(); state++) {
      if (states.size() > stateBudget || work < 0) {
        return null;
      }
      step(state);
    }
    return new States(states, targets, finals, starts, alphabet.alphabet(), classes, outcomes);
  }

  /** Of what there was too much if {@link #build} gave null, and how much is wanted at most. */
  String excess() {
    return work < 0
        ? "more than " + workBudget + " steps to compile, wanted at most " + workBudget
        : "more than " + stateBudget + " states, wanted at most " + stateBudget;
  }

  /** The state before the first character. */
  private int start(int before) {
    begin();
    for (int start : graph.start) {
      add(start, before, UNKNOWN);
    }
    return finish(before);
  }

  private int[] setOfNode(Program[] programs) {
    int[] sets = new int[graph.nodes];
    int node = 0;
    for (int i = 0; i < programs.length; i++) {
      for (int from = 0; from < programs[i].size(); from++, node++) {
        if (graph.operation[node] == Program.CHARACTER) {
          sets[node] = alphabet.setOf(i, graph.first[node]);
          if (classesOf[sets[node]] == null) {
            classesOf[sets[node]] = alphabet.classesOf(sets[node]);
          }
        }
      }
    }
    return sets;
  }

  private int[] factsOfClass() {
    int[] facts = new int[classes];
    if (graph.hasAssertions) {
      Alphabet built = alphabet.alphabet();
      for (int character = 0; character < 0x80; character++) {
        facts[built.latin1[character] - Alphabet.FIRST] = Facts.of(character);
      }
    }
    return facts;
  }

  private void beginEverywhere(int start) {
    int at = graph.closure(start);
    int end = graph.closureEnd(start);
    for (int i = at; search == Search.FIND && i < end; i++) {
      if (graph.operation[graph.reached(i)] == Program.MATCH) {
        return;
      }
    }
    for (int i = at; i < end; i++) {
      int node = graph.reached(i);
      if (graph.operation[node] == Program.CHARACTER) {
        isEverywhere[node] = true;
        everywhere.add(classesOf[setOfNode[node]], graph.second[node]);
      } else if (graph.first[node] != Program.TEXT_START) {
        if (assertedCount == asserted.length) {
          asserted = Arrays.copyOf(asserted, 2 * assertedCount);
        }
        asserted[assertedCount++] = node;
      }
    }
  }

  private void step(int state) {
    int rows = (state + 1) * classes;
    if (rows > targets.length) {
      targets = Arrays.copyOf(targets, Math.max(rows, 2 * targets.length));
    }
    if (state == finals.length) {
      finals = Arrays.copyOf(finals, 2 * state);
    }
    work -= classes;
    if (states.facts(state) == StateStore.STOPPED) {
      Arrays.fill(targets, state * classes, rows, state);
    } else if (isWaiting(state)) {
      for (int facts : FACTS_OF_CHARACTERS) {
        resolve(state, facts);
        stepClasses(state, facts);
      }
      resolve(state, Facts.EDGE);
      finals[state] = outcomes.number(foundBefore);
    } else {
      buckets.clear();
      for (int i = 0; i < states.nodeCount(state); i++) {
        bucket(states.node(state, i));
      }
      Arrays.fill(foundBefore, 0);
      stepClasses(state, UNKNOWN);
    }
  }

  private boolean isWaiting(int state) {
    for (int i = 0; i < states.nodeCount(state); i++) {
      if (graph.operation[states.node(state, i)] == Program.ASSERTION) {
        return true;
      }
    }
    return false;
  }

  /** Fills the buckets with what a state's nodes become when the next character is known. */
  private void resolve(int state, int after) {
    begin();
    for (int i = 0; i < states.nodeCount(state); i++) {
      add(states.node(state, i), states.facts(state), after);
    }
    buckets.clear();
    for (int i = 0; i < nodeCount; i++) {
      bucket(nodes[i]);
    }
    System.arraycopy(found, 0, foundBefore, 0, found.length);
  }

  private void bucket(int node) {
    int[] of = classesOf[setOfNode[node]];
    work -= of.length;
    buckets.add(of, graph.second[node]);
  }

  /** The transitions on the classes with these facts; on all if they do not matter. */
  private void stepClasses(int state, int facts) {
    boolean hasFound = false;
    for (long word : foundBefore) {
      hasFound |= word != 0;
    }
    for (int of = 0; of < classes; of++) {
      if (facts == UNKNOWN || facts == factsOfClass[of]) {
        targets[state * classes + of] = target(of, hasFound);
      }
    }
  }

  private int target(int of, boolean hasFound) {
    boolean isPlain = !hasFound && buckets.isEmpty(of);
    if (isPlain && targetFromEverywhere[of] != UNKNOWN) {
      return targetFromEverywhere[of];
    }
    begin();
    if (hasFound) {
      System.arraycopy(foundBefore, 0, found, 0, found.length);
      if (search != Search.FIND) {
        found[0] <<= 1;
      }
    }
    int before = factsOfClass[of];
    for (int i = buckets.first(of); i >= 0; i = buckets.next(i)) {
      add(buckets.target(i), before, UNKNOWN);
    }
    for (int i = everywhere.first(of); i >= 0; i = everywhere.next(i)) {
      add(everywhere.target(i), before, UNKNOWN);
    }
    for (int i = 0; i < assertedCount; i++) {
      add(asserted[i], before, UNKNOWN);
    }
    int target = finish(before);
    if (isPlain) {
      targetFromEverywhere[of] = target;
    }
    return target;
  }

  private void begin() {
    nodeCount = 0;
    stamp++;
    Arrays.fill(found, 0);
  }

  /** Adds what a node leads to; with {@code after} unknown, assertions that need it wait. */
  private void add(int node, int before, int after) {
    work--;
    if (added[node] == stamp) {
      return;
    }
    added[node] = stamp;
    stack[0] = node;
    int depth = 1;
    while (depth > 0) {
      int from = stack[--depth];
      int begin = graph.closure(from);
      int end = graph.closureEnd(from);
      work -= end - begin;
      for (int i = begin; i < end; i++) {
        int reached = graph.reached(i);
        if (mark[reached] != stamp) {
          mark[reached] = stamp;
          if (passes(reached, before, after)) {
            stack[depth++] = graph.second[reached];
          }
        }
      }
    }
  }

  /** Keeps a node, or reports its match; true if it is an assertion that holds. */
  private boolean passes(int node, int before, int after) {
    switch (graph.operation[node]) {
      case Program.CHARACTER:
        if (!isEverywhere[node]) {
          keep(node);
        }
        return false;
      case Program.MATCH:
        int bit = search == Search.FIND ? graph.test[node] : 0;
        found[bit >>> 6] |= 1L << bit;
        return false;
      default:
        int kind = graph.first[node];
        if (after == UNKNOWN && !Facts.looksBackOnly(kind)) {
          keep(node);
          return false;
        }
        return Facts.hold(kind, before, after);
    }
  }

  private void keep(int node) {
    nodes[nodeCount++] = node;
    kept[node] = stamp;
  }

  private int finish(int before) {
    int reported = outcomes.number(found);
    if (search == Search.FIND && reported != 0) {
      int left = dropFound();
      if (left == 0) {
        return states.number(nodes, 0, StateStore.STOPPED, reported);
      }
    }
    int wanted = 0;
    for (int i = 0; i < nodeCount; i++) {
      if (graph.operation[nodes[i]] == Program.ASSERTION) {
        wanted |= graph.wantedBefore[graph.test[nodes[i]]];
      }
    }
    sort();
    return states.number(nodes, nodeCount, before & wanted, reported);
  }

  private void sort() {
    work -= nodeCount;
    if (nodeCount < graph.nodes / SORTING_IS_SLOWER_THAN_COUNTING) {
      Arrays.sort(nodes, 0, nodeCount);
      return;
    }
    int count = 0;
    for (int node = 0; count < nodeCount; node++) {
      if (kept[node] == stamp) {
        nodes[count++] = node;
      }
    }
  }

  /** Drops the nodes of tests that are found; gives how many tests are not. */
  private int dropFound() {
    int rest = 0;
    for (int i = 0; i < nodeCount; i++) {
      int test = graph.test[nodes[i]];
      if ((found[test >>> 6] >>> test & 1) == 0) {
        nodes[rest++] = nodes[i];
      } else {
        kept[nodes[i]] = 0;
      }
    }
    nodeCount = rest;
    int left = graph.start.length;
    for (long word : found) {
      left -= Long.bitCount(word);
    }
    return left;
  }
}
