package dev.sallyport.javaagent;

import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.util.Map;
import java.util.Set;

/**
 * The {@code -javaagent} entry. It lives in the application's class loader, so it does little,
 * keeps no state and is never referenced again: it opens what the store and the engine (which reads
 * the bytes of Strings in place) need to the isolated loader's module alone, and starts {@code
 * AgentStart} there.
 */
public final class SallyportAgent {
  private static final String FIRST = "dev.sallyport.javaagent.start.PolicyLoadingStart";
  private static final String START = "dev.sallyport.javaagent.start.AgentStart";
  private static final int EXIT_CANNOT_START = 2;

  private SallyportAgent() {}

  /**
   * Called by the JVM before the application's main method. Stops the JVM if the gate can't stand.
   */
  public static void premain(String agentArguments, Instrumentation instrumentation) {
    try {
      String jar =
          SallyportAgent.class.getProtectionDomain().getCodeSource().getLocation().getPath();
      IsolatedClassLoader isolated = IsolatedClassLoader.forJavaagent(decode(jar));
      Class.forName(FIRST, true, isolated);
      openTo(isolated.getUnnamedModule(), instrumentation);
      isolated.startInputs(agentArguments, instrumentation, isolated.version());
      Class.forName(START, true, isolated);
    } catch (Throwable failure) {
      stop(failure);
    }
  }

  /** Percent-encoding of the jar's URL, undone without touching {@code java.net.URI}. */
  private static String decode(String path) throws IOException {
    return path.indexOf('%') < 0
        ? path
        : java.net.URLDecoder.decode(path.replace("+", "%2B"), "UTF-8");
  }

  private static void openTo(Module module, Instrumentation instrumentation) {
    Set<Module> us = Set.of(module);
    instrumentation.redefineModule(
        Object.class.getModule(),
        Set.of(),
        Map.of("sun.nio.ch", us, "jdk.internal.ref", us, "jdk.internal.misc", us),
        Map.of("java.lang.reflect", us, "java.lang", us),
        Set.of(),
        Map.of());
  }

  private static void stop(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    System.err.println("sallyport: cannot start: " + cause);
    Runtime.getRuntime().halt(EXIT_CANNOT_START);
  }
}
