package dev.sallyport.it;

import java.nio.file.Path;

/** An installed JDK. */
record Jdk(int major, Path home) {
  Path tool(String name) {
    return home.resolve("bin").resolve(name);
  }

  @Override
  public String toString() {
    return "JDK " + major;
  }
}
