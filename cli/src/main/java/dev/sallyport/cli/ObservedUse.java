package dev.sallyport.cli;

import dev.sallyport.audit.DecisionRecord;
import java.util.Map;
import java.util.TreeMap;

/** How a tool was used, as far as one rule is to allow it. Not thread-safe. */
final class ObservedUse {
  /** A rule lists no more agents. */
  static final int MAX_AGENTS = 100;

  final ArgumentShape shape = new ArgumentShape();
  final TreeMap<String, Long> agents = new TreeMap<>();
  final boolean agentKnown;
  boolean manyAgents;
  long count;
  long full;
  long undecided;
  long firstMicros = Long.MAX_VALUE;
  long lastMicros = Long.MIN_VALUE;

  ObservedUse(boolean agentKnown) {
    this.agentKnown = agentKnown;
  }

  void add(DecisionRecord record, Map<String, Object> arguments, boolean redacted) {
    count++;
    full += redacted ? 0 : 1;
    undecided += Words.isRefusal(record) ? 1 : 0;
    firstMicros = Math.min(firstMicros, record.wallClockMicros());
    lastMicros = Math.max(lastMicros, record.wallClockMicros());
    shape.add(arguments, redacted);
    String agent = record.agent();
    if (agent == null) {
      return;
    }
    if (agents.containsKey(agent) || agents.size() < MAX_AGENTS) {
      agents.merge(agent, 1L, Long::sum);
    } else {
      manyAgents = true;
    }
  }
}
