package dev.sallyport.enforcer;

import dev.sallyport.bootstrap.CallContext;
import dev.sallyport.bootstrap.HttpExchange;
import dev.sallyport.engine.CallView;
import dev.sallyport.engine.Decision;
import dev.sallyport.engine.Effect;
import dev.sallyport.engine.Egress;
import dev.sallyport.engine.EgressAnswer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Judges HTTP requests and connections: by the policy, and by the boxes of the tool. */
final class NetworkGate {
  private final StepGate gate;

  NetworkGate(StepGate gate) {
    this.gate = gate;
  }

  /** Goes through what judging a step needs, without recording one. */
  static void warmUp(Workspace workspace) {
    InetSocketAddress sample = new InetSocketAddress(InetAddress.getLoopbackAddress(), 1);
    RequestFacts facts = RequestFacts.of(sample, RequestFacts.CONNECT, null);
    facts.fill(workspace.request);
    for (StepKind kind : StepKind.values()) {
      kind.denied(GatedStep.of(1, 0, facts).tool());
    }
  }

  /** Judges one step of an HTTP request and gives it its id; null if it may be taken. */
  @Nullable String request(LoadedPolicy policy, CallContext context, HttpExchange exchange) {
    long callId = gate.nextCallId();
    exchange.identify(callId);
    BoxUnion boxes = BoxUnion.of(context);
    RequestFacts facts = RequestFacts.of(exchange, context.tool());
    GatedStep step = GatedStep.of(callId, exchange.parentCallId(), facts);
    return gate.pass(policy, context, step, new Asked(policy, boxes, facts), StepKind.REQUEST);
  }

  /**
   * Judges a connection that is no step of a request, or a datagram.
   *
   * @param kind {@link RequestFacts#CONNECT} or {@link RequestFacts#DATAGRAM}
   */
  @Nullable String connection(
      LoadedPolicy policy, CallContext context, String kind, @Nullable SocketAddress address) {
    BoxUnion boxes = BoxUnion.of(context);
    boolean judged =
        policy.judgesRequests() && (context.parentCallId() != 0 || policy.governsWholeProcess());
    if (!judged && (boxes == null || !boxes.restrictsNetwork())) {
      return null;
    }
    if (address instanceof InetSocketAddress inet && !inet.isUnresolved()) {
      return connection(policy, context, boxes, RequestFacts.of(inet, kind, context.tool()));
    }
    return elsewhere(policy, context, boxes, kind, address);
  }

  private @Nullable String connection(
      LoadedPolicy policy, CallContext context, @Nullable BoxUnion boxes, RequestFacts facts) {
    Box refusing = facts.error() == null ? refusingBox(boxes, facts) : null;
    if (refusing != null) {
      GatedStep step =
          GatedStep.ofSink(gate.nextCallId(), context.parentCallId(), facts.step(), facts.target());
      return gate.pass(
          policy, context, step, BoxAnswer.refusedBy(refusing.name()), StepKind.CONNECTION);
    }
    GatedStep step = GatedStep.of(gate.nextCallId(), context.parentCallId(), facts);
    return gate.pass(policy, context, step, new Asked(policy, boxes, facts), StepKind.CONNECTION);
  }

  /** To a socket of the machine's own, or to a name that the proxy resolves, or who knows where. */
  private @Nullable String elsewhere(
      LoadedPolicy policy,
      CallContext context,
      @Nullable BoxUnion boxes,
      String kind,
      @Nullable SocketAddress address) {
    Box restricting = boxes == null ? null : boxes.restrictingNetwork();
    boolean named = address == null || address instanceof InetSocketAddress;
    if (restricting == null && policy.egress() == null && !named) {
      return null; // rules about requests say nothing about the machine's own sockets
    }
    BoxAnswer answer = BoxAnswer.refusedBy("egress");
    if (restricting != null) {
      answer = BoxAnswer.refusedBy(restricting.name());
    } else if (named) {
      answer = BoxAnswer.failed("address: none, or not resolved");
    }
    GatedStep step =
        GatedStep.ofSink(gate.nextCallId(), context.parentCallId(), kind, shown(address));
    return gate.pass(policy, context, step, answer, StepKind.CONNECTION);
  }

  /** An address of an unknown class is code of the application's. */
  private static String shown(@Nullable SocketAddress address) {
    if (address instanceof UnixDomainSocketAddress || address instanceof InetSocketAddress) {
      return address.toString();
    }
    return address == null ? "none" : address.getClass().getName();
  }

  /** The policy and the boxes, asked once the record is begun. */
  private record Asked(LoadedPolicy policy, @Nullable BoxUnion boxes, RequestFacts facts)
      implements StepGate.Judgement {
    @Override
    public void judge(Workspace workspace) {
      NetworkGate.judge(policy, boxes, facts, workspace);
    }
  }

  private static void judge(
      LoadedPolicy policy, @Nullable BoxUnion boxes, RequestFacts facts, Workspace workspace) {
    Answer answer = workspace.answer;
    String error = facts.error();
    if (error != null) {
      answer.failed(error);
      return;
    }
    if (policy.judgesRequests()) {
      answer.decided(decide(policy, facts, workspace));
    } else {
      answer.permittedBy(null);
    }
    Box refusing = refusingBox(boxes, facts);
    if (refusing != null && answer.effect() != Effect.DENY) {
      answer.refusedBy(refusing.name());
    }
  }

  private static Decision decide(LoadedPolicy policy, RequestFacts facts, Workspace workspace) {
    Answer answer = workspace.answer;
    CallView view = workspace.view;
    facts.fill(workspace.request);
    view.tool(facts.tool())
        .request(workspace.request)
        .arguments(null)
        .agent(answer.agent())
        .session(answer.session())
        .framework(facts.client())
        .stage(answer.stage())
        .content(null)
        .time(System.currentTimeMillis(), System.nanoTime());
    return policy.decide(view);
  }

  /** The box that does not let it through, or null. What needs an address is open before one. */
  private static @Nullable Box refusingBox(@Nullable BoxUnion boxes, RequestFacts facts) {
    if (boxes == null) {
      return null;
    }
    for (Box box : boxes.boxes()) {
      Egress network = box.policy().network();
      if (network != null && !permits(network, facts)) {
        return box;
      }
    }
    return null;
  }

  private static boolean permits(Egress network, RequestFacts facts) {
    EgressAnswer answer =
        network.judge(
            facts.method(),
            facts.scheme(),
            Objects.requireNonNull(facts.host()),
            facts.port(),
            facts.address());
    return answer == EgressAnswer.ALLOW || answer == EgressAnswer.OPEN && facts.address() == null;
  }
}
