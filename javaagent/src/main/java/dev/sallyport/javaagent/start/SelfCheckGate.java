package dev.sallyport.javaagent.start;

import dev.sallyport.bootstrap.Gate;
import dev.sallyport.bootstrap.ResultReplacement;
import dev.sallyport.bootstrap.ToolCall;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Counts and refuses the calls of the self check; hands all others to the enforcer. */
final class SelfCheckGate implements Gate {
  /** Recognised by identity, so that no tool of an application can take its place. */
  @SuppressWarnings("StringOperationCanBeSimplified")
  static final String TOOL = new String("sallyport-self-check");

  private final Gate enforcer;
  private final AtomicInteger seen = new AtomicInteger();

  SelfCheckGate(Gate enforcer) {
    this.enforcer = enforcer;
  }

  @Override
  @SuppressWarnings({"ReferenceEquality", "StringEquality"})
  public void enter(ToolCall call) {
    if (call.tool() == TOOL) {
      seen.incrementAndGet();
      return; // a call stays refused unless someone permits it
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
    return enforcer.judgeResult(call, result, thrown);
  }

  @Override
  public void exit(ToolCall call, @Nullable Object result, @Nullable Throwable thrown) {
    enforcer.exit(call, result, thrown);
  }

  /** How many synthetic calls came by. */
  int seen() {
    return seen.get();
  }
}
