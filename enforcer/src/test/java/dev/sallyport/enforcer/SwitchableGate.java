package dev.sallyport.enforcer;

import dev.sallyport.bootstrap.CallContext;
import dev.sallyport.bootstrap.Gate;
import dev.sallyport.bootstrap.HttpExchange;
import dev.sallyport.bootstrap.ResultReplacement;
import dev.sallyport.bootstrap.Sink;
import dev.sallyport.bootstrap.ToolCall;
import dev.sallyport.bootstrap.ToolGate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The bridge takes one gate for the life of the JVM; each test puts its enforcer behind it. */
final class SwitchableGate implements Gate {
  static final SwitchableGate GATE = new SwitchableGate();

  static {
    ToolGate.open(GATE);
  }

  @Nullable Enforcer enforcer;

  private SwitchableGate() {}

  @Override
  public void enter(ToolCall call) {
    enforcer().enter(call);
  }

  @Override
  public @Nullable String judge(CallContext context, HttpExchange exchange) {
    return enforcer().judge(context, exchange);
  }

  @Override
  public @Nullable String access(CallContext context, Sink sink, @Nullable Object subject) {
    return enforcer().access(context, sink, subject);
  }

  @Override
  public boolean judgesResults() {
    return enforcer().judgesResults();
  }

  @Override
  public @Nullable ResultReplacement judgeResult(
      ToolCall call, @Nullable Object result, @Nullable Throwable thrown) {
    return enforcer().judgeResult(call, result, thrown);
  }

  @Override
  public void exit(ToolCall call, @Nullable Object result, @Nullable Throwable thrown) {
    enforcer().exit(call, result, thrown);
  }

  private Enforcer enforcer() {
    return Objects.requireNonNull(enforcer);
  }
}
