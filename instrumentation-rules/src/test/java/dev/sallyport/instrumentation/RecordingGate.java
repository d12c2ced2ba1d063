package dev.sallyport.instrumentation;

import dev.sallyport.bootstrap.Gate;
import dev.sallyport.bootstrap.ResultReplacement;
import dev.sallyport.bootstrap.ToolCall;
import dev.sallyport.bootstrap.ToolGate;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The one gate of a test JVM: notes what it is asked, and answers as the test wants. */
public final class RecordingGate implements Gate {
  /** What to answer. */
  public enum Answer {
    ALLOW,
    DENY,
    MASK,
    /** Allow, and withhold what the tool returns. */
    WITHHOLD_RESULT,
    /** Allow, and mask what the tool returns. */
    MASK_RESULT,
    /** Allow, and fail over what the tool returns. */
    BREAK_OVER_RESULT
  }

  private static final RecordingGate INSTANCE = new RecordingGate();
  private static boolean open;

  private final List<String> decisions = new CopyOnWriteArrayList<>();
  private final List<String> results = new CopyOnWriteArrayList<>();
  private final List<String> outcomes = new CopyOnWriteArrayList<>();
  private final AtomicLong ids = new AtomicLong();
  private volatile Answer answer = Answer.DENY;

  private RecordingGate() {}

  /** The gate, opened on first use, empty, and answering {@code answer} from now on. */
  public static synchronized RecordingGate answering(Answer answer) {
    if (!open) {
      ToolGate.open(INSTANCE);
      open = true;
    }
    INSTANCE.answer = answer;
    INSTANCE.decisions.clear();
    INSTANCE.results.clear();
    INSTANCE.outcomes.clear();
    INSTANCE.ids.set(0);
    return INSTANCE;
  }

  @Override
  public void enter(ToolCall call) {
    long id = ids.incrementAndGet();
    call.identify(id);
    decisions.add(
        call.tool()
            + " "
            + call.arguments()
            + " agent="
            + call.agent()
            + " session="
            + call.session()
            + " parent="
            + call.parentCallId()
            + " "
            + call.framework());
    switch (answer) {
      case ALLOW, WITHHOLD_RESULT, MASK_RESULT, BREAK_OVER_RESULT -> call.permit(System.nanoTime());
      case DENY -> call.refuse("refused " + id);
      case MASK -> call.permitWith("{\"x\":\"***\"}", System.nanoTime());
    }
  }

  @Override
  public boolean judgesResults() {
    return answer.compareTo(Answer.WITHHOLD_RESULT) >= 0;
  }

  @Override
  public @Nullable ResultReplacement judgeResult(
      ToolCall call, @Nullable Object result, @Nullable Throwable thrown) {
    results.add(call.callId() + " " + result + " " + thrown);
    return switch (answer) {
      case WITHHOLD_RESULT -> ResultReplacement.refused("withheld " + call.callId());
      case MASK_RESULT -> ResultReplacement.masked("masked " + call.callId());
      default -> throw new IllegalStateException("broken");
    };
  }

  @Override
  public void exit(ToolCall call, @Nullable Object result, @Nullable Throwable thrown) {
    outcomes.add(call.callId() + " " + result + " " + thrown);
  }

  /** One line per decision. */
  public List<String> decisions() {
    return List.copyOf(decisions);
  }

  /** One line per result that was to be judged. */
  public List<String> results() {
    return List.copyOf(results);
  }

  /** One line per outcome. */
  public List<String> outcomes() {
    return List.copyOf(outcomes);
  }
}
