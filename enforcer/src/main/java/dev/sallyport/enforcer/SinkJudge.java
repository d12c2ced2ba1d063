package dev.sallyport.enforcer;

import dev.sallyport.bootstrap.CallContext;
import dev.sallyport.bootstrap.Sink;
import java.io.IOException;
import java.net.SocketAddress;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Judges what a tool is about to do to files, processes, databases and the process itself. */
final class SinkJudge {
  private static final String OWN_CLASSES = "dev.sallyport.";
  private static final String JAVAAGENT = "javaagent";
  private static final int MOST_SHOWN = 1_000;

  private final StepGate gate;
  private final NetworkGate network;

  SinkJudge(StepGate gate, NetworkGate network) {
    this.gate = gate;
    this.network = network;
  }

  /**
   * Goes through what judging needs that is not about SQL, whose parser is loaded when a tool first
   * needs it.
   */
  static void warmUp(LoadedPolicy policy) {
    for (Sink sink : Sink.values()) {
      boolean elsewhere = sink == Sink.CONNECT || sink == Sink.DATAGRAM || sink == Sink.REFLECT;
      if (sink != Sink.SQL && !elsewhere) {
        Object subject = sink == Sink.PROCESS ? new String[] {"sample"} : "sample";
        Contained action = of(policy, sink, subject);
        warmUp(policy, action);
      }
    }
  }

  private static void warmUp(LoadedPolicy policy, Contained action) {
    for (Box box : policy.boxes()) {
      try {
        action.permittedBy(box);
      } catch (IOException e) {
        continue; // what can't be looked at now is refused when a tool wants it
      }
    }
  }

  /** Null if it may be done; else the text of the refusal. */
  @Nullable String access(
      LoadedPolicy policy, CallContext context, Sink sink, @Nullable Object subject) {
    return switch (sink) {
      case CONNECT ->
          network.connection(policy, context, RequestFacts.CONNECT, (SocketAddress) subject);
      case DATAGRAM ->
          network.connection(policy, context, RequestFacts.DATAGRAM, (SocketAddress) subject);
      case REFLECT -> reflect(policy, context, subject);
      default -> {
        BoxUnion boxes = BoxUnion.of(context);
        yield boxes == null ? null : contained(policy, context, boxes, sink, subject);
      }
    };
  }

  /** Who could change the javaagent's own fields would be in no box. */
  private @Nullable String reflect(
      LoadedPolicy policy, CallContext context, @Nullable Object subject) {
    BoxUnion boxes = BoxUnion.of(context);
    if (boxes == null && !policy.hasBoxes()) {
      return null;
    }
    if (subject instanceof Class<?> declaring && !declaring.getName().startsWith(OWN_CLASSES)) {
      return null;
    }
    String rule = boxes == null ? JAVAAGENT : boxes.boxes().get(0).name();
    String shown = subject instanceof Class<?> declaring ? declaring.getName() : "unknown";
    return record(policy, context, Sink.REFLECT, shown, BoxAnswer.refusedBy(rule));
  }

  private @Nullable String contained(
      LoadedPolicy policy,
      CallContext context,
      BoxUnion boxes,
      Sink sink,
      @Nullable Object subject) {
    String shown = "unknown";
    BoxAnswer answer;
    try {
      if (subject == null) {
        throw new IllegalArgumentException("no subject");
      }
      Contained action = of(policy, sink, subject);
      Box refusing = refusing(boxes, action);
      if (refusing == null && !action.isNoted()) {
        return null;
      }
      shown = action.subject();
      answer = settle(boxes, refusing);
    } catch (Throwable failure) {
      answer = BoxAnswer.failed("cannot decide: " + failure.getClass().getName());
    }
    return record(policy, context, sink, shown, answer);
  }

  private static BoxAnswer settle(BoxUnion boxes, @Nullable Box refusing) {
    return refusing == null
        ? BoxAnswer.permittedBy(boxes.boxes().get(0).name())
        : BoxAnswer.refusedBy(refusing.name());
  }

  private static Contained of(LoadedPolicy policy, Sink sink, Object subject) {
    return switch (sink) {
      case PROCESS -> StartedProcess.of(subject);
      case READ, WRITE, DELETE -> TouchedFile.of(sink, subject, policy.jvmFiles());
      case NATIVE -> RunCode.nativeLibrary(subject);
      case SCRIPT -> RunCode.script(subject);
      case SQL -> SqlText.of(subject);
      case CONNECT, DATAGRAM, REFLECT -> throw new IllegalArgumentException("judged elsewhere");
    };
  }

  private static @Nullable Box refusing(BoxUnion boxes, Contained action) throws IOException {
    for (Box box : boxes.boxes()) {
      if (!action.permittedBy(box)) {
        return box;
      }
    }
    return null;
  }

  private @Nullable String record(
      LoadedPolicy policy, CallContext context, Sink sink, String subject, BoxAnswer answer) {
    String shown = subject.length() <= MOST_SHOWN ? subject : subject.substring(0, MOST_SHOWN);
    GatedStep step =
        GatedStep.ofSink(
            gate.nextCallId(), context.parentCallId(), sink.name().toLowerCase(Locale.ROOT), shown);
    return gate.pass(policy, context, step, answer, StepKind.SINK);
  }
}
