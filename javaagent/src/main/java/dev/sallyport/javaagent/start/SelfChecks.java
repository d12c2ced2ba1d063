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
  private final List<Thread> waiting = new ArrayList<>();
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
    Thread thread = new CheckThread(loader, framework);
    if (gate == null) {
      waiting.add(thread);
    } else {
      thread.start();
    }
  }

  /** From now on the synthetic calls reach {@code opened}. */
  synchronized void gateOpened(SelfCheckGate opened) {
    gate = opened;
    for (Thread thread : waiting) {
      thread.start();
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
      } catch (ReflectiveOperationException | LinkageError incomplete) {
        // Without these classes the application cannot call the framework's tools either.
        return null;
      } catch (Throwable failure) {
        return String.valueOf(failure.getMessage());
      }
    }
  }

  private void record(String framework) {
    Map<String, String> values = new HashMap<>();
    values.put("framework", framework);
    values.put("self_check", "passed");
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
      String problem = problem(loader, framework);
      if (problem == null) {
        record(framework);
        opening.selfCheckPassed();
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
