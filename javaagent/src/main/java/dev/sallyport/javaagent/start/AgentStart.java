package dev.sallyport.javaagent.start;

import java.lang.instrument.Instrumentation;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Starts the gate when it is initialised. Its class loader hands over the inputs as a {@link
 * Supplier} of {arguments, instrumentation, version}: initialisation is the one call across the
 * loader boundary that needs no reflection.
 */
final class AgentStart {
  static {
    start(AgentStart.class.getClassLoader());
  }

  private AgentStart() {}

  private static void start(ClassLoader isolated) {
    @Nullable Object[] inputs = inputs(isolated);
    try {
      BridgeDefiner.define(isolated);
      System.err.println("sallyport " + inputs[2] + " " + (Instrumentation) inputs[1]);
    } catch (Exception e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  @SuppressWarnings("unchecked") // agreed with IsolatedClassLoader.get
  private static @Nullable Object[] inputs(ClassLoader isolated) {
    return ((Supplier<@Nullable Object[]>) isolated).get();
  }
}
