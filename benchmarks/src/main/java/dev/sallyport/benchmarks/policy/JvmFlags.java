package dev.sallyport.benchmarks.policy;

import java.util.ArrayList;
import java.util.List;

/** Flags of the measured JVMs. */
final class JvmFlags {
  private JvmFlags() {}

  /** For an engine, on the JDK that runs this. */
  static List<String> of(EngineKind kind) {
    List<String> flags = new ArrayList<>(List.of("-Xmx3g"));
    if (kind == EngineKind.SALLYPORT) {
      // In production the javaagent opens java.lang to the engine, which reads a String in place.
      flags.add("--add-opens=java.base/java.lang=ALL-UNNAMED");
    }
    if (Runtime.version().feature() >= 24) {
      // Peers use both; else the JDK prints warnings.
      flags.add("--sun-misc-unsafe-memory-access=allow");
      flags.add("--enable-native-access=ALL-UNNAMED");
    }
    return flags;
  }
}
