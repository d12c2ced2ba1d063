package dev.sallyport.bootstrap;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The tool calls that run on one thread, innermost last. Owns and reuses the call objects. */
final class CallStack {
  /** One to begin with: virtual threads are many, and most make one call. */
  private ToolCall[] calls = {new ToolCall()};

  private int size;

  /** How many judgements run on the thread: what they do is the gate's own doing. */
  int judging;

  ToolCall push() {
    if (size == calls.length) {
      grow();
    }
    ToolCall call = calls[size];
    call.reset();
    call.depth = size;
    size++;
    return call;
  }

  private void grow() {
    ToolCall[] larger = Arrays.copyOf(calls, calls.length * 2);
    for (int i = calls.length; i < larger.length; i++) {
      larger[i] = new ToolCall();
    }
    calls = larger;
  }

  /** Drops the call at {@code depth} and whatever an interrupted exit left above it. */
  void popTo(int depth) {
    while (size > depth) {
      size--;
      calls[size].reset();
    }
  }

  @Nullable ToolCall top() {
    return size == 0 ? null : calls[size - 1];
  }

  @Nullable ToolCall below(ToolCall call) {
    return call.depth == 0 ? null : calls[call.depth - 1];
  }

  /**
   * The call directly below {@code call} if {@code call} only hands on its request: same framework,
   * same request object, same tool, and a receiver and method that this attempt has not entered
   * yet. Anything else is an attempt of its own: another tool, other arguments, or the same tool
   * once more, also when the outer call hands on its request a second time (a retry).
   */
  @Nullable ToolCall delegatorOf(ToolCall call) {
    ToolCall outer = below(call);
    if (outer == null || outer.handedOn || call.request == null || !sameRequest(outer, call)) {
      return null;
    }
    for (int i = call.depth - 1; i >= 0; i--) {
      ToolCall entered = calls[i];
      if (entered.receiver == call.receiver && Objects.equals(entered.method, call.method)) {
        return null;
      }
      if (!entered.delegated) {
        break;
      }
    }
    return outer;
  }

  private static boolean sameRequest(ToolCall outer, ToolCall call) {
    return outer.request == call.request
        && Objects.equals(outer.framework, call.framework)
        && Objects.equals(outer.tool, call.tool);
  }
}
