package dev.sallyport.benchmarks.log;

import java.util.ArrayList;
import java.util.List;

/** Flags of the measured JVMs, the same for each log. */
final class LogFlags {
  private LogFlags() {}

  static List<String> flags() {
    List<String> flags = new ArrayList<>();
    flags.add("-Xmx2g");
    // What the javaagent opens to the store and the log in production.
    flags.add("--add-exports=java.base/sun.nio.ch=ALL-UNNAMED");
    flags.add("--add-exports=java.base/jdk.internal.ref=ALL-UNNAMED");
    flags.add("--add-opens=java.base/java.lang.reflect=ALL-UNNAMED");
    flags.add("--add-opens=java.base/java.lang=ALL-UNNAMED");
    // The announcements and analytics of the store.
    flags.add("-Dchronicle.announcer.disable=true");
    flags.add("-Dchronicle.analytics.disable=true");
    if (Runtime.version().feature() >= 24) {
      flags.add("--sun-misc-unsafe-memory-access=allow");
      flags.add("--enable-native-access=ALL-UNNAMED");
    }
    return flags;
  }
}
