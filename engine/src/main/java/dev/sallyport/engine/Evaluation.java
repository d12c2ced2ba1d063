package dev.sallyport.engine;

import dev.sallyport.engine.arguments.ArgumentScan;
import dev.sallyport.engine.arguments.Kind;
import dev.sallyport.engine.arguments.Step;
import dev.sallyport.engine.arguments.Value;
import dev.sallyport.engine.arguments.ValueCursor;
import dev.sallyport.engine.pattern.Automaton;
import org.jspecify.annotations.Nullable;

/**
 * Everything that changes while a call is judged: its facts and the clauses that may still apply.
 * Made once for a {@link CallView} and used again and again, so that judging needs no memory.
 */
final class Evaluation {
  private static final Step[] EVERY_ELEMENT = {Step.EVERY};

  final ArgumentScan scan;

  /** Bit n: all tests of clause n asked so far are true. */
  long[] holds = new long[1];

  /** Bit n: no test of clause n asked so far is false. */
  long[] open = new long[1];

  /** Bit n: clause n applies to the call. */
  long[] applies = new long[1];

  /** For each register how far its values are read. */
  int[] progress = new int[0];

  private Value[] registers = new Value[0];
  private ValueCursor[] cursors = new ValueCursor[0];
  private byte[][] timeTexts = new byte[0][];
  private long[] matched = new long[1];
  private int elementsLeft;
  private final Value element = new Value();
  private final ValueCursor elements = new ValueCursor();
  private final TextContent textContent = new TextContent();
  private final Value[] facts = new Value[PathRoot.values().length];

  /** Bit n: the fact of root n was read for this call. */
  private int factsRead;

  private final Value[] httpFacts = new Value[HttpFact.values().length];

  /** Bit n: the n-th fact of the request was read for this call. */
  private int httpFactsRead;

  private AgentIndex.Agent agent = AgentIndex.Agent.UNKNOWN;
  private CallView call = new CallView();

  Evaluation(EngineLimits limits) {
    this.scan =
        new ArgumentScan(
            limits.argumentCharacters(), limits.argumentDepth(), limits.argumentValues());
    for (int at = 0; at < facts.length; at++) {
      facts[at] = new Value();
    }
    for (int at = 0; at < httpFacts.length; at++) {
      httpFacts[at] = new Value();
    }
  }

  /** Prepares for a call that {@code plan} judges: every clause may apply. */
  void begin(CallView newCall, AgentIndex.Agent newAgent, ToolPlan plan) {
    call = newCall;
    agent = newAgent;
    factsRead = 0;
    httpFactsRead = 0;
    int words = plan.words();
    if (holds.length < words) {
      holds = new long[words];
      open = new long[words];
      applies = new long[words];
    }
    for (int word = 0; word < words; word++) {
      holds[word] = plan.initiallyHolds(word);
      open[word] = -1L;
    }
    if (progress.length < plan.registers()) {
      growRegisters(plan.registers());
    }
  }

  private void growRegisters(int count) {
    progress = new int[count];
    registers = new Value[count];
    cursors = new ValueCursor[count];
    timeTexts = new byte[count][];
    for (int at = 0; at < count; at++) {
      registers[at] = new Value();
      cursors[at] = new ValueCursor();
      timeTexts[at] = new byte[TimeFact.TEXT_BYTES];
    }
  }

  /** Drops what belongs to the call. */
  void end() {
    scan.forget();
    agent = AgentIndex.Agent.UNKNOWN;
    forget(facts);
    forget(httpFacts);
    forget(registers);
    for (ValueCursor cursor : cursors) {
      cursor.forget();
    }
    element.forget();
    elements.forget();
    textContent.forget();
  }

  private static void forget(Value[] values) {
    for (Value value : values) {
      value.forget();
    }
  }

  AgentIndex.Agent agent() {
    return agent;
  }

  long epochMillis() {
    return call.epochMillis();
  }

  Value register(int number) {
    return registers[number];
  }

  ValueCursor cursor(int register) {
    return cursors[register];
  }

  byte[] timeText(int register) {
    return timeTexts[register];
  }

  TextContent textContent() {
    return textContent;
  }

  ValueCursor openElements(Value list) {
    elements.open(list, EVERY_ELEMENT, 0);
    return elements;
  }

  /** Allows the next comparison its share of elements. */
  void startComparison() {
    elementsLeft = EngineLimits.LIST_ELEMENTS;
  }

  /** Takes one element from the share of the comparison; false if it is used up. */
  boolean mayLookAtElement() {
    return elementsLeft-- > 0;
  }

  Value element() {
    return element;
  }

  /** The one fact below a root other than the arguments and the time. */
  Value fact(PathRoot root) {
    Value fact = facts[root.ordinal()];
    int bit = 1 << root.ordinal();
    if ((factsRead & bit) == 0) {
      factsRead |= bit;
      String text = text(root);
      if (text == null) {
        fact.setMissing();
      } else {
        fact.setText(text);
      }
    }
    return fact;
  }

  /** A fact of the request; missing if the call is none. */
  Value fact(HttpFact which) {
    Value fact = httpFacts[which.ordinal()];
    int bit = 1 << which.ordinal();
    if ((httpFactsRead & bit) == 0) {
      httpFactsRead |= bit;
      read(which, call.request(), fact);
    }
    return fact;
  }

  private static void read(HttpFact which, @Nullable HttpRequestView request, Value fact) {
    int number = request != null && which.isNumber ? which.number(request) : -1;
    String text = request != null && !which.isNumber ? which.text(request) : null;
    if (number >= 0) {
      fact.setSmall(number);
    } else if (text != null) {
      fact.setText(text);
    } else {
      fact.setMissing();
    }
  }

  private @Nullable String text(PathRoot root) {
    switch (root) {
      case TOOL:
        return call.tool();
      case AGENT:
        return agent.name();
      case SESSION:
        return call.session();
      case CONTENT:
        return call.stage() == Stage.PRE_TOOL ? null : call.content();
      default:
        throw new IllegalStateException("no single fact below " + root.word);
    }
  }

  /** Zeroed words for the bits of found tests. */
  long[] matched(int words) {
    if (matched.length < words) {
      matched = new long[words];
    }
    for (int word = 0; word < words; word++) {
      matched[word] = 0;
    }
    return matched;
  }

  /** Whether the only test of {@code pattern} is found in {@code text}. */
  boolean isFound(Automaton pattern, Value text) {
    if (text.kind() != Kind.TEXT) {
      return false;
    }
    long[] bits = matched(1);
    int outcome = pattern.run(text.bytes(), text.start(), text.end(), text.utf8(), bits);
    if (outcome >= 0) {
      pattern.addOutcome(outcome, bits);
    }
    return bits[0] != 0;
  }
}
