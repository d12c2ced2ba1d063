package dev.sallyport.instrumentation;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Which tool bodies ran, with the arguments they got. Shared by all class loaders of the tests. */
public final class Bodies {
  private static final List<String> RAN = new CopyOnWriteArrayList<>();

  private Bodies() {}

  /** Called by a tool body. */
  public static String ran(String tool, String arguments) {
    RAN.add(tool + " " + arguments);
    return "ran " + tool;
  }

  /** What ran since the last {@link #clear}. */
  public static List<String> list() {
    return List.copyOf(RAN);
  }

  /** Forgets. */
  public static void clear() {
    RAN.clear();
  }
}
