package dev.sallyport.instrumentation.forked;

import dev.sallyport.bootstrap.Gate;
import dev.sallyport.bootstrap.ResultReplacement;
import dev.sallyport.bootstrap.ToolCall;
import dev.sallyport.bootstrap.ToolGate;
import dev.sallyport.instrumentation.InstallReport;
import dev.sallyport.instrumentation.Installer;
import dev.sallyport.instrumentation.WeavingListener;
import java.lang.instrument.Instrumentation;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Installs the join points and denies every call, saying so on standard output. */
public final class ForkedCore implements Consumer<Instrumentation>, Gate, WeavingListener {
  private final AtomicLong ids = new AtomicLong();

  /** Created by {@link ForkedAgent} in the isolated loader. */
  public ForkedCore() {}

  @Override
  public void accept(Instrumentation instrumentation) {
    ToolGate.open(this);
    InstallReport report = Installer.install(instrumentation, true, this);
    for (String name : report.rewoven()) {
      print("rewoven " + name);
    }
    for (String name : report.unguarded()) {
      print("unguarded " + name);
    }
  }

  @Override
  public void enter(ToolCall call) {
    long id = ids.incrementAndGet();
    call.identify(id);
    call.refuse("refused " + id);
    print("decision " + id);
  }

  @Override
  public boolean judgesResults() {
    return false;
  }

  @Override
  public @Nullable ResultReplacement judgeResult(
      ToolCall call, @Nullable Object result, @Nullable Throwable thrown) {
    return null;
  }

  @Override
  public void exit(ToolCall call, @Nullable Object result, @Nullable Throwable thrown) {
    print("outcome " + call.callId());
  }

  @Override
  public void woven(ClassLoader loader, String className, String framework, int joinPoints) {
    print("woven " + className);
  }

  @Override
  public void failed(String className, String reason, Throwable cause) {
    print("failed " + className + ": " + reason);
  }

  private static void print(String line) {
    System.out.println(line);
  }
}
