package dev.sallyport.it.spawned;

import java.lang.instrument.Instrumentation;
import org.jspecify.annotations.Nullable;

/**
 * A javaagent that loads the application's classes named in the system property {@code preload}.
 */
public final class PreloadingAgent {
  private PreloadingAgent() {}

  public static void premain(@Nullable String arguments, Instrumentation instrumentation)
      throws ClassNotFoundException {
    for (String name : System.getProperty("preload", "").split(",", -1)) {
      Class.forName(name, true, ClassLoader.getSystemClassLoader());
    }
  }
}
