package dev.sallyport.enforcer;

import dev.sallyport.bootstrap.CallContext;
import dev.sallyport.bootstrap.HttpExchange;
import dev.sallyport.bootstrap.Sink;
import org.jspecify.annotations.Nullable;

/**
 * What tools do while they run, on whatever thread: requests, connections and what boxes forbid.
 * Whatever fails refuses, but not where nothing is enforced. Thread-safe.
 */
final class Containment {
  private final StepGate gate;
  private final ErrorReporter errors;
  private final NetworkGate network;
  private final SinkJudge sinks;

  Containment(StepGate gate, ErrorReporter errors) {
    this.gate = gate;
    this.errors = errors;
    this.network = new NetworkGate(gate);
    this.sinks = new SinkJudge(gate, network);
    JvmFiles.capture();
  }

  /**
   * Goes through what judging by {@code policy} needs, so that no class of ours is initialised
   * where the application has little stack left, or holds the JDK's locks.
   */
  static void warmUp(LoadedPolicy policy) {
    if (!policy.confines()) {
      return;
    }
    FirstCall.initialiseContainment();
    NetworkGate.warmUp(new Workspace());
    SinkJudge.warmUp(policy);
  }

  @Nullable String judge(LoadedPolicy policy, CallContext context, HttpExchange exchange) {
    try {
      return network.request(policy, context, exchange);
    } catch (Throwable failure) {
      return failed(failure);
    }
  }

  @Nullable String access(
      LoadedPolicy policy, CallContext context, Sink sink, @Nullable Object subject) {
    try {
      return sinks.access(policy, context, sink, subject);
    } catch (Throwable failure) {
      return failed(failure);
    }
  }

  private @Nullable String failed(Throwable failure) {
    errors.report("cannot decide what a tool may do: " + failure.getClass().getName());
    return gate.options().enforce() ? Refusal.undecided() : null;
  }
}
