package dev.sallyport.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.audit.ArgumentsForm;
import dev.sallyport.audit.DecisionRecord;
import dev.sallyport.audit.RecordedEffect;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code show} says about what a tool did while it ran. */
class ShowStepsTest {
  private static final String HOST = "\"host\":\"api.example.com\",\"port\":443";

  @TempDir Path work;

  @BeforeEach
  void writeLog() throws Exception {
    SealedLog log = new SealedLog(work.resolve("sallyport-audit"));
    try (SealedLog.Run written = log.start()) {
      written.log.append(written.log.call("desk", "fetch_page").effect(RecordedEffect.ALLOW));
      step(written, "http:GET", 1, true, "egress", request("request", HOST, ""));
      step(
          written,
          "http:GET",
          2,
          true,
          "egress",
          request("connect", HOST, ",\"ip\":\"93.184.216.34\""));
      String metadata = "\"host\":\"169.254.169.254\",\"port\":80";
      step(written, "http:GET", 3, false, "egress", request("redirect", metadata, ""));
      step(written, "box:process", 1, false, "web-reader", "{\"subject\":\"/bin/sh\"}");
      step(
          written,
          "net:connect",
          1,
          false,
          null,
          "{\"step\":\"connect\",\"host\":\"db.test\",\"port\":5432,\"ip\":\"10.0.0.1\"}");
      step(written, "box:read", 1, false, "web-reader", "no json \u001b[31m");
      written.seal();
    }
  }

  private static String request(String step, String where, String ip) {
    return "{\"step\":\""
        + step
        + "\",\"method\":\"GET\",\"scheme\":\"https\","
        + where
        + ",\"path\":\"string(12)\""
        + ip
        + ",\"redirects\":0}";
  }

  private static void step(
      SealedLog.Run written,
      String tool,
      long parent,
      boolean allowed,
      @Nullable String rule,
      String facts) {
    DecisionRecord record =
        written
            .log
            .call("desk", tool)
            .parentCallId(parent)
            .effect(allowed ? RecordedEffect.ALLOW : RecordedEffect.DENY)
            .rule(rule)
            .argumentsForm(ArgumentsForm.REDACTED)
            .argumentsText(facts);
    written.log.append(record);
  }

  private String show(String... options) {
    Cli cli = new Cli(work);
    String[] arguments = new String[options.length + 2];
    arguments[0] = "show";
    arguments[1] = "3f9a1c20-1";
    System.arraycopy(options, 0, arguments, 2, options.length);
    assertThat(cli.run(arguments)).as(cli.err()).isZero();
    return cli.transcript();
  }

  @Test
  void drawsRequestRedirectAndConnectionBelowTheTool() {
    assertThat(show())
        .contains(
            """
            calls made on behalf of others
            * 3f9a1c20-1  allow  fetch_page
                3f9a1c20-2  allow by egress  http:GET https://api.example.com:443 (path 12 characters)
                  3f9a1c20-3  allow by egress  http:GET connect https://api.example.com:443 at 93.184.216.34
                    3f9a1c20-4  deny by egress  http:GET redirect https://169.254.169.254:80 (path 12 characters)
                3f9a1c20-5  deny by web-reader  box:process /bin/sh
                3f9a1c20-6  deny  net:connect db.test:5432 at 10.0.0.1
                3f9a1c20-7  deny by web-reader  box:read
            """);
  }

  @Test
  void keepsTheFactsInJson() {
    assertThat(show("--json"))
        .contains("\"rule\":\"egress\",\"facts\":" + request("request", HOST, ""))
        .contains("\"rule\":\"web-reader\",\"facts\":{\"subject\":\"/bin/sh\"}")
        .contains("\"tool\":\"fetch_page\",\"outcome\":null,\"rule\":null,\"facts\":null");
  }
}
