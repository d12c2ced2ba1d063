package dev.sallyport.javaagent.start;

import dev.sallyport.bootstrap.CallContext;
import dev.sallyport.bootstrap.Gate;
import dev.sallyport.bootstrap.HttpExchange;
import dev.sallyport.bootstrap.ResultReplacement;
import dev.sallyport.bootstrap.Sink;
import dev.sallyport.bootstrap.ToolCall;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Counts and refuses the calls of the self check; hands all others to the enforcer. */
final class SelfCheckGate implements Gate {
  /** Recognised by identity, so that no tool of an application can take its place. */
  @SuppressWarnings("StringOperationCanBeSimplified")
  static final String TOOL = new String("sallyport-self-check");

  /** A synthetic call that runs; whatever it does is refused. */
  @SuppressWarnings("StringOperationCanBeSimplified")
  static final String CONFINED_TOOL = new String("sallyport-self-check");

  /** No call of the enforcer's gets so far. */
  private static final long CONFINED_CALL = Long.MAX_VALUE;

  private static final String REFUSAL = "self check";

  private final Gate enforcer;
  private final StartRecords records;
  private final Set<Sink> sinks = ConcurrentHashMap.newKeySet();
  private final AtomicInteger seen = new AtomicInteger();

  SelfCheckGate(Gate enforcer, StartRecords records) {
    this.enforcer = enforcer;
    this.records = records;
  }

  @Override
  @SuppressWarnings({"ReferenceEquality", "StringEquality"})
  public void enter(ToolCall call) {
    if (call.tool() == TOOL) {
      seen.incrementAndGet();
      return; // a call stays refused unless someone permits it
    }
    if (call.tool() == CONFINED_TOOL) {
      call.identify(CONFINED_CALL);
      call.permit(System.nanoTime());
      return;
    }
    enforcer.enter(call);
  }

  @Override
  public boolean judgesResults() {
    return enforcer.judgesResults();
  }

  @Override
  public @Nullable ResultReplacement judgeResult(
      ToolCall call, @Nullable Object result, @Nullable Throwable thrown) {
    return call.callId() == CONFINED_CALL ? null : enforcer.judgeResult(call, result, thrown);
  }

  @Override
  public void exit(ToolCall call, @Nullable Object result, @Nullable Throwable thrown) {
    if (call.callId() != CONFINED_CALL) {
      enforcer.exit(call, result, thrown);
    }
  }

  @Override
  public @Nullable String judge(CallContext context, HttpExchange exchange) {
    return context.parentCallId() == CONFINED_CALL ? REFUSAL : enforcer.judge(context, exchange);
  }

  @Override
  public @Nullable String access(CallContext context, Sink sink, @Nullable Object subject) {
    if (context.parentCallId() == CONFINED_CALL) {
      sinks.add(sink);
      // Up to JDK 21 the JDK makes the class of each lambda accessible, those of the check too.
      return sink == Sink.REFLECT ? null : REFUSAL;
    }
    return enforcer.access(context, sink, subject);
  }

  @Override
  public void contextLost(CallContext context, String address) {
    Map<String, String> values = new HashMap<>();
    values.put("context", "lost");
    values.put("tool", String.valueOf(context.tool()));
    values.put("call", Long.toHexString(context.parentCallId()));
    values.put("connection", address);
    records.coverage(values);
  }

  /** At which sinks the synthetic call was seen. */
  Set<Sink> sinks() {
    return sinks;
  }

  /** How many synthetic calls came by. */
  int seen() {
    return seen.get();
  }
}
