package dev.sallyport.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes the ten rules to the file named by the argument. */
public final class WriteTenRules {
  private WriteTenRules() {}

  /** Entry of the program. */
  public static void main(String[] arguments) throws IOException {
    Files.writeString(Path.of(arguments[0]), TenRules.YAML);
  }
}
