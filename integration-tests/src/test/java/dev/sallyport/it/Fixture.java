package dev.sallyport.it;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * An application that the fixtures' build made.
 *
 * @param module its folder under {@code fixtures}
 * @param framework the framework and version that the log must name
 * @param bootJar whether it is run as Spring Boot's executable jar, not from a class path
 */
record Fixture(String module, String framework, boolean bootJar) {
  static final String LANGCHAIN4J_MAIN = "fixture.langchain4j.Main";
  static final String SPRING_AI_MAIN = "fixture.springai.Main";

  Fixture(String module, String framework) {
    this(module, framework, false);
  }

  /** Every framework and version. */
  static List<Fixture> all() {
    List<Fixture> all = new ArrayList<>(langChain4j());
    all.addAll(springAi());
    return all;
  }

  /** Spring AI, oldest first; jars of the two generations of Spring Boot's launcher. */
  static List<Fixture> springAi() {
    return List.of(
        new Fixture("spring-ai-1.0.9", "spring-ai 1.0.9"),
        new Fixture("spring-ai-1.1.6", "spring-ai 1.1.6"),
        new Fixture("spring-ai-1.1.6", "spring-ai 1.1.6", true),
        new Fixture("spring-ai-2.0.1", "spring-ai 2.0.1"),
        new Fixture("spring-ai-2.0.1", "spring-ai 2.0.1", true));
  }

  boolean isSpringAi() {
    return framework.startsWith("spring-ai ");
  }

  /** LangChain4j, oldest first. */
  static List<Fixture> langChain4j() {
    return List.of(
        new Fixture("langchain4j-0.36.2", "langchain4j 0.36.2"),
        new Fixture("langchain4j-1.0.1", "langchain4j 1.0.1"),
        new Fixture("langchain4j-1.4.0", "langchain4j 1.4.0"),
        new Fixture("langchain4j-1.5.0", "langchain4j 1.5.0"),
        new Fixture("langchain4j-1.6.0", "langchain4j 1.6.0"),
        newestLangChain4j(),
        new Fixture("langchain4j-agentic-1.16.1-beta26", "langchain4j 1.16.1"));
  }

  static Fixture newestLangChain4j() {
    return new Fixture("langchain4j-1.19.0", "langchain4j 1.19.0");
  }

  /** For tests that need a JVM per version and are not about versions. */
  static List<Fixture> oldestAndNewestLangChain4j() {
    return List.of(langChain4j().get(0), newestLangChain4j());
  }

  /**
   * What the log must name for this shape: agents that are plain code have a module of their own.
   */
  String framework(FixtureLine shape) {
    return shape.tool().equals("agentic-action") ? "langchain4j-agentic 1.16.1-beta26" : framework;
  }

  /** Makes {@code jvm} run its main class with {@code arguments}. */
  SpawnedJvm runIn(SpawnedJvm jvm, String... arguments) {
    if (bootJar) {
      return jvm.jar(target().resolve(module + "-1-boot.jar"), arguments);
    }
    return jvm.main(classPath(), isSpringAi() ? SPRING_AI_MAIN : LANGCHAIN4J_MAIN, arguments);
  }

  private Path target() {
    return Path.of(System.getProperty("sallyport.it.fixtures", "fixtures"))
        .toAbsolutePath()
        .resolve(module)
        .resolve("target");
  }

  /** Its classes, then its dependencies. */
  List<Path> classPath() {
    List<Path> entries = new ArrayList<>();
    entries.add(target().resolve("classes"));
    try {
      String dependencies = Files.readString(target().resolve("classpath.txt")).strip();
      for (String entry : dependencies.split(File.pathSeparator, -1)) {
        entries.add(Path.of(entry));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("fixture `" + module + "` is not built", e);
    }
    return entries;
  }

  @Override
  public String toString() {
    return bootJar ? module + "-jar" : module;
  }
}
