package dev.sallyport.javaagent.start;

import dev.sallyport.instrumentation.SelfCheck;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Checks each framework once, when its first class is woven: until its synthetic calls were seen
 * and refused, no call of the application is judged. In enforce mode a check that fails ends the
 * JVM. Thread-safe.
 */
final class SelfChecks {
  private static final int EXIT_UNGUARDED = 2;

  private final boolean enforce;
  private final OpeningGate opening;
  private final StartRecords records;
  private final Console console;
  private final Set<String> begun = new HashSet<>();
  private final List<CheckThread> waiting = new ArrayList<>();
  private final Object oneAtATime = new Object();
  private @Nullable SelfCheckGate gate;

  SelfChecks(boolean enforce, OpeningGate opening, StartRecords records, Console console) {
    this.enforce = enforce;
    this.opening = opening;
    this.records = records;
    this.console = console;
  }

  /** Called while a class loads: only starts, or puts aside, the thread that checks. */
  synchronized void frameworkSeen(ClassLoader loader, String framework) {
    if (!SelfCheck.knows(framework) || !begun.add(framework)) {
      return;
    }
    opening.selfCheckStarted();
    CheckThread thread = new CheckThread(loader, framework);
    if (gate == null) {
      waiting.add(thread);
    } else {
      start(thread, framework);
    }
  }

  private void start(Thread thread, String framework) {
    try {
      thread.start();
    } catch (Throwable noThread) {
      notRun(framework, noThread.toString());
    }
  }

  /** Leaves the check to the next class of the framework that is woven; calls need not wait. */
  private synchronized void notRun(String framework, String reason) {
    begun.remove(framework);
    opening.selfCheckPassed();
    record(framework, "not run: " + reason);
  }

  /** From now on the synthetic calls reach {@code opened}. */
  synchronized void gateOpened(SelfCheckGate opened) {
    gate = opened;
    for (CheckThread thread : waiting) {
      start(thread, thread.framework);
    }
    waiting.clear();
  }

  private synchronized SelfCheckGate gate() {
    if (gate == null) {
      throw new IllegalStateException("the gate is not open");
    }
    return gate;
  }

  /** One at a time, so that each can count its own calls. */
  private @Nullable String problem(ClassLoader loader, String framework) {
    synchronized (oneAtATime) {
      try {
        int before = gate().seen();
        int made = SelfCheck.run(loader, framework, SelfCheckGate.TOOL);
        int seen = gate().seen() - before;
        return seen == made ? null : made + " synthetic calls were made, " + seen + " were seen";
      } catch (Throwable failure) {
        if (isIncomplete(failure)) {
          throw new FrameworkIncompleteException(failure);
        }
        return String.valueOf(failure.getMessage());
      }
    }
  }

  /** Without these classes the application cannot call the framework's tools either. */
  private static boolean isIncomplete(Throwable failure) {
    return failure instanceof NoClassDefFoundError || failure instanceof ClassNotFoundException;
  }

  private static final class FrameworkIncompleteException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    FrameworkIncompleteException(Throwable cause) {
      super(cause);
    }
  }

  private void record(String framework, String result) {
    Map<String, String> values = new HashMap<>();
    values.put("framework", framework);
    values.put("self_check", result);
    records.coverage(values);
  }

  private final class CheckThread extends Thread {
    private final ClassLoader loader;
    private final String framework;

    CheckThread(ClassLoader loader, String framework) {
      super("sallyport-self-check");
      this.loader = loader;
      this.framework = framework;
      setDaemon(true);
    }

    @Override
    public void run() {
      String problem;
      try {
        problem = problem(loader, framework);
      } catch (FrameworkIncompleteException e) {
        notRun(framework, String.valueOf(e.getCause()));
        return;
      }
      if (problem == null) {
        opening.selfCheckPassed();
        record(framework, "passed");
      } else {
        console.report("self check of " + framework + " failed: " + problem);
        if (enforce) {
          Runtime.getRuntime().halt(EXIT_UNGUARDED);
        }
        opening.selfCheckPassed();
      }
    }
  }
}
