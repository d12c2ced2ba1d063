package dev.sallyport.bootstrap;

import org.jspecify.annotations.Nullable;

/** The one gate of the tests' JVM, since it can be opened once only; hands on to a test's own. */
final class OpenGate implements Gate {
  private static final OpenGate OPENED = new OpenGate();

  static {
    ToolGate.open(OPENED);
  }

  private volatile @Nullable Gate current;

  private OpenGate() {}

  /** From now on {@code gate} judges. */
  static void use(Gate gate) {
    OPENED.current = gate;
  }

  /** As {@link Governing#set}. */
  static void govern(boolean requests, boolean allRequests, boolean sinks) {
    Governing.set(OPENED, requests, allRequests, sinks);
  }

  private Gate current() {
    Gate gate = current;
    if (gate == null) {
      throw new IllegalStateException("no test has set a gate");
    }
    return gate;
  }

  @Override
  public void enter(ToolCall call) {
    current().enter(call);
  }

  @Override
  public void exit(ToolCall call, @Nullable Object result, @Nullable Throwable thrown) {
    current().exit(call, result, thrown);
  }

  @Override
  public @Nullable String judge(CallContext context, HttpExchange exchange) {
    return current().judge(context, exchange);
  }

  @Override
  public @Nullable String access(CallContext context, Sink sink, @Nullable Object subject) {
    return current().access(context, sink, subject);
  }

  @Override
  public void contextLost(CallContext context, String address) {
    current().contextLost(context, address);
  }

  @Override
  public boolean judgesResults() {
    return current().judgesResults();
  }

  @Override
  public @Nullable ResultReplacement judgeResult(
      ToolCall call, @Nullable Object result, @Nullable Throwable thrown) {
    return current().judgeResult(call, result, thrown);
  }
}
