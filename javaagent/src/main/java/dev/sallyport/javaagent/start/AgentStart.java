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
      // First, so that every class linked from here on finds the one bridge in the boot loader.
      BridgeDefiner.define(isolated);
      StartSequence.run((String) inputs[0], (Instrumentation) inputs[1], (String) inputs[2]);
    } catch (Throwable failure) {
      Console.stop(failure);
    }
  }

  @SuppressWarnings("unchecked") // agreed with IsolatedClassLoader.get
  private static @Nullable Object[] inputs(ClassLoader isolated) {
    return ((Supplier<@Nullable Object[]>) isolated).get();
  }
}
