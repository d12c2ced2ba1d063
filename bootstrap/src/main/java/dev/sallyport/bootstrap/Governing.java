package dev.sallyport.bootstrap;

import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * What the policy in force asks of requests and sinks, and the way from them to the enforcer. Set
 * by the javaagent when a policy comes into force.
 */
public final class Governing {
  private static volatile boolean requests;
  private static volatile boolean wholeProcess;
  private static volatile boolean boxes;

  private Governing() {}

  /**
   * Sets what is asked about from now on.
   *
   * @param enforcer the gate that is open: who does not have it can't switch anything off
   * @param aboutRequests whether HTTP requests and connections of tool calls are judged
   * @param aboutAllRequests whether those of the whole process are
   * @param aboutSinks whether there are boxes
   */
  public static void set(
      Gate enforcer, boolean aboutRequests, boolean aboutAllRequests, boolean aboutSinks) {
    if (!ToolGate.isOpenedWith(enforcer)) {
      throw new IllegalStateException("only the javaagent sets what is governed");
    }
    CarriedContext.prepare();
    requests = aboutRequests;
    wholeProcess = aboutAllRequests;
    boxes = aboutSinks;
  }

  static boolean requests() {
    return requests;
  }

  /** Whether anything needs to know on whose behalf a thread acts. */
  public static boolean any() {
    return requests || boxes;
  }

  static boolean boxes() {
    return boxes;
  }

  /** On whose behalf {@code owner}, or else this thread, acts; null if that is not governed. */
  static @Nullable CallContext contextOf(@Nullable Object owner) {
    if (ToolGate.isJudging()) {
      return null; // what the gate itself does
    }
    CallContext context = owner == null ? null : CarriedContext.of(owner);
    if (context == null) {
      context = CallContext.capture();
    }
    if (context.parentCallId() != 0) {
      return context;
    }
    return wholeProcess && requests && !ToolGate.isOwnThread() ? context : null;
  }

  /** Judges one step of a request; null if it may be taken, else the refusal. */
  static @Nullable String judge(CallContext context, HttpExchange exchange) {
    return ToolGate.judge(context, exchange);
  }

  /** Judges what is about to be done; null if it may be, else the refusal. */
  static @Nullable String access(CallContext context, Sink sink, @Nullable Object subject) {
    return ToolGate.access(context, sink, subject);
  }

  /** As {@link #access(CallContext, Sink, Object)}, on behalf of this thread. */
  static @Nullable String access(Sink sink, @Nullable Object subject) {
    CallContext context = contextOf(null);
    return context == null ? null : access(context, sink, subject);
  }

  /** The same for an address, whoever connects to it. */
  static @Nullable HttpRequestDenied connect(@Nullable SocketAddress address) {
    return HttpGate.connect(null, address);
  }
}
