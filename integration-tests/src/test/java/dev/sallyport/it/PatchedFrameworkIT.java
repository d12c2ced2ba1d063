package dev.sallyport.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/**
 * A framework version that nobody has tested: its join point has another signature, or there is a
 * second way in. It must not run unguarded, and the user must read which class is to blame.
 */
class PatchedFrameworkIT {
  private static final String TOOL_EXECUTOR = "dev.langchain4j.service.tool.ToolExecutor";

  private static final String HEAD =
      """
      package dev.langchain4j.service.tool;

      import dev.langchain4j.agent.tool.ToolExecutionRequest;
      import dev.langchain4j.invocation.InvocationContext;

      public interface ToolExecutor {
      """;

  @Test
  void refusesToRunAFrameworkWhoseExecutorHasAnotherSignature() {
    assertRefused(
        "signature",
        HEAD
            + """
                String execute(ToolExecutionRequest request, Object memoryId, Object more);

                default ToolExecutionResult executeWithContext(
                    ToolExecutionRequest request, InvocationContext context, Object more) {
                  return ToolExecutionResult.builder()
                      .resultText(execute(request, context, more))
                      .build();
                }
              }
              """);
  }

  @Test
  void refusesToRunAFrameworkWhoseExecutorHasASecondWayIn() {
    assertRefused(
        "second-way",
        HEAD
            + """
                String execute(ToolExecutionRequest request, Object memoryId);

                default ToolExecutionResult executeWithContext(
                    ToolExecutionRequest request, InvocationContext context) {
                  return perform(request, context);
                }

                default ToolExecutionResult perform(
                    ToolExecutionRequest request, InvocationContext context) {
                  return ToolExecutionResult.builder()
                      .resultText(execute(request, context.chatMemoryId()))
                      .build();
                }
              }
              """);
  }

  private static void assertRefused(String name, String source) {
    Fixture fixture = Fixture.newestLangChain4j();
    Path folder = FixtureRun.freshFolder("patched-" + name);
    Policies.allowAll(folder);
    List<Path> classPath = new ArrayList<>();
    classPath.add(compile(fixture, folder, source));
    classPath.addAll(fixture.classPath());
    try (ScriptedOpenAi model = ScriptedOpenAi.start()) {
      FinishedJvm jvm =
          SpawnedJvm.on(Jdks.running(), folder)
              .frugal()
              .javaagent(SallyportJar.path())
              .main(
                  classPath, Fixture.LANGCHAIN4J_MAIN, model.baseUrl(), "annotated,lambda,by-hand")
              .run(Duration.ofMinutes(1));
      assertThat(jvm.stdout()).noneMatch(line -> FixtureLine.parse(line).ran() > 0);
      assertThat(jvm.stderr())
          .as(jvm.report())
          .anyMatch(line -> line.contains("sallyport") && line.contains(TOOL_EXECUTOR));
    }
  }

  /** Compiles the interface alone, against the framework as it is. */
  private static Path compile(Fixture fixture, Path folder, String source) {
    Path classes = folder.resolve("patch");
    Path file = folder.resolve("ToolExecutor.java");
    try {
      Files.createDirectories(classes);
      Files.writeString(file, source);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String classPath =
        fixture.classPath().stream()
            .map(Path::toString)
            .collect(Collectors.joining(File.pathSeparator));
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    int exit =
        compiler.run(
            null,
            null,
            null,
            "-proc:none",
            "-d",
            classes.toString(),
            "-cp",
            classPath,
            file.toString());
    assertThat(exit).isZero();
    return classes;
  }
}
