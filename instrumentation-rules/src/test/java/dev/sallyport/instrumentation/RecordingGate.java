package dev.sallyport.instrumentation;

import dev.sallyport.bootstrap.Gate;
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
    MASK
  }

  private static final RecordingGate INSTANCE = new RecordingGate();
  private static boolean open;

  private final List<String> decisions = new CopyOnWriteArrayList<>();
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
      case ALLOW -> call.permit(System.nanoTime());
      case DENY -> call.refuse("refused " + id);
      case MASK -> call.permitWith("{\"x\":\"***\"}", System.nanoTime());
    }
  }

  @Override
  public void exit(ToolCall call, @Nullable Object result, @Nullable Throwable thrown) {
    outcomes.add(call.callId() + " " + result + " " + thrown);
  }

  /** One line per decision. */
  public List<String> decisions() {
    return List.copyOf(decisions);
  }

  /** One line per outcome. */
  public List<String> outcomes() {
    return List.copyOf(outcomes);
  }
}
