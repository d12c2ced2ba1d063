package dev.sallyport.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a policy costs before {@code main} is what it makes the JVM load. */
class ParserStartUpTest {
  @Test
  void parsingLoadsNoClassThatThePolicyDoesNotNeed(@TempDir Path folder) throws Exception {
    Path log = folder.resolve("classes.txt");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xlog:class+load:file=" + log,
                "-cp",
                System.getProperty("java.class.path"),
                ParseOnly.class.getName())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(output).isEqualTo("3 rules");

    String classes = java.nio.file.Files.readString(log);
    assertThat(classes)
        .contains("dev.sallyport.engine.ConditionParser")
        .doesNotContain("tools.jackson", "com.google.re2j", "java.text.Normalizer")
        .doesNotContain("java.time.", "java.math.BigDecimal ")
        .doesNotContain("dev.sallyport.engine.TimeComparisons", "engine.TextPattern")
        .doesNotContain("engine.GovernNotes", "engine.DialectNote ", "engine.OlderDocumentReader")
        .doesNotContain("java.security.MessageDigest ", "dev.sallyport.engine.PolicyParser$$");
  }

  /** The program that the test starts. */
  static final class ParseOnly {
    private ParseOnly() {}

    public static void main(String[] arguments) throws Exception {
      String text =
          "apiVersion: governance.toolkit/v1\nname: x\nrules:\n"
              + "- {name: a, tools: ['a*'], condition: \"args.a in ['x'] or not b > 1\", action: deny}\n"
              + "- {name: c, action: allow, limit: 10/minute, stage: post_tool}\n"
              + "- {name: b, action: mask, mask: ['args.a[*].b']}\n";
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      PolicySet policy = PolicyParser.parse(List.of(new PolicySource("p.yaml", bytes)));
      System.out.print(policy.ruleCount() + " rules");
    }
  }
}
