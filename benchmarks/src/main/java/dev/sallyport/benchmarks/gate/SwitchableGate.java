package dev.sallyport.benchmarks.gate;

import dev.sallyport.bootstrap.Gate;
import dev.sallyport.bootstrap.ResultReplacement;
import dev.sallyport.bootstrap.ToolCall;
import org.jspecify.annotations.Nullable;

/** The bridge takes one gate for the life of the JVM; what is measured is put behind this one. */
final class SwitchableGate implements Gate {
  /** Lets every call through and writes nothing. */
  static final Gate EMPTY = new EmptyGate();

  private volatile Gate current = EMPTY;

  void use(Gate gate) {
    current = gate;
  }

  @Override
  public void enter(ToolCall call) {
    current.enter(call);
  }

  @Override
  public void exit(ToolCall call, @Nullable Object result, @Nullable Throwable thrown) {
    current.exit(call, result, thrown);
  }

  @Override
  public boolean judgesResults() {
    return current.judgesResults();
  }

  @Override
  public @Nullable ResultReplacement judgeResult(
      ToolCall call, @Nullable Object result, @Nullable Throwable thrown) {
    return current.judgeResult(call, result, thrown);
  }

  private static final class EmptyGate implements Gate {
    @Override
    public void enter(ToolCall call) {
      call.permit(System.nanoTime());
    }

    @Override
    public void exit(ToolCall call, @Nullable Object result, @Nullable Throwable thrown) {}

    @Override
    public boolean judgesResults() {
      return false;
    }

    @Override
    public @Nullable ResultReplacement judgeResult(
        ToolCall call, @Nullable Object result, @Nullable Throwable thrown) {
      return null;
    }
  }
}
