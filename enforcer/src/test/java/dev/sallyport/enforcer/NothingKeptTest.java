package dev.sallyport.enforcer;

import static dev.sallyport.enforcer.SwitchableGate.GATE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.audit.ArgumentsDigest;
import dev.sallyport.audit.AuditFolder;
import dev.sallyport.audit.AuditLog;
import dev.sallyport.audit.AuditOptions;
import dev.sallyport.bootstrap.ResultReplacement;
import dev.sallyport.bootstrap.ToolCall;
import dev.sallyport.bootstrap.ToolGate;
import dev.sallyport.engine.LimitCounter;
import dev.sallyport.engine.PolicyParser;
import dev.sallyport.engine.PolicySource;
import java.lang.ref.WeakReference;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When a call is over, nothing of the gate holds on to what the application passed. */
class NothingKeptTest {
  private static final long BOOT_ID = 0x3f9a1c20_00000001L;

  private static final String POLICY =
      """
      apiVersion: governance.toolkit/v1
      name: all-kinds
      rules:
        - name: any
          tools: [send, hide]
          action: allow
        - name: texts
          tools: [send, hide]
          condition: >-
            args.a contains args.b or args.a starts_with args.c or lower(args.a) in ['q']
            or args.list[*].name in ['x'] or args.a matches '.*zz' or session.id == 'none'
            or args.b == args.c or args.list == args.other or args.a ends_with args.c
          action: log
        - name: hidden
          tools: [hide]
          action: mask
          mask: [args.a]
        - name: results
          stage: post_tool
          tools: [send, hide]
          condition: "content.text contains 'denied' or content.text matches 'deni.*'"
          action: deny
        - name: all-results
          stage: post_tool
          tools: [send, hide]
          action: allow
      """;

  @TempDir Path root;
  private final List<WeakReference<Object>> passed = new ArrayList<>();

  @Test
  void ofArgumentsSessionsAndResults() throws Exception {
    Path folder = AuditFolder.create(root.resolve("audit"), BOOT_ID, Instant.now());
    try (AuditLog log = AuditLog.openInBackground(folder, AuditOptions.defaults(BOOT_ID))) {
      log.awaitOpen();
      EnforcerOptions options = new EnforcerOptions(BOOT_ID, true, true, 1 << 20, null);
      GATE.enforcer =
          new Enforcer(
              policy(),
              new DecisionRecorder(log, options, new ArgumentsDigest(new byte[32])),
              options,
              () -> {},
              line -> {
                throw new AssertionError(line);
              });
      for (String tool : List.of("unknown", "hide", "send")) {
        for (String text : List.of("\u20ac", "caf\u00e9", "abc")) {
          callWith(tool, text);
        }
      }
      assertThat(passed).hasSizeGreaterThan(40);
      awaitCollection();
    }
  }

  private static LoadedPolicy policy() throws Exception {
    byte[] bytes = POLICY.getBytes(StandardCharsets.UTF_8);
    return new LoadedPolicy(
        PolicyParser.parse(List.of(new PolicySource("all.yaml", bytes))), LimitCounter.EXHAUSTED);
  }

  /** In a frame of its own, so that no local variable holds anything afterwards. */
  private void callWith(String tool, String text) throws Exception {
    String arguments =
        fresh(
            "{\"a\":\"%s\",\"b\":\"b\",\"c\":\"ab\",\"list\":[{\"name\":\"%s\"}],\"other\":[1]}"
                .formatted(text, text));
    Object session = fresh("session " + text);
    Object request = new Object();
    passed.add(new WeakReference<>(request));
    ToolCall call = ToolGate.enter("f 1", request, "x", request, tool, arguments, "Desk", session);
    ResultReplacement replacement = ToolGate.exit(call, fresh("denied " + text), null);
    assertThat(replacement == null).isEqualTo(tool.equals("unknown"));
  }

  private String fresh(String text) throws Exception {
    String copy = new String(text.toCharArray());
    Field value = String.class.getDeclaredField("value");
    value.setAccessible(true);
    passed.add(new WeakReference<>(copy));
    passed.add(new WeakReference<>(value.get(copy)));
    return copy;
  }

  private void awaitCollection() throws InterruptedException {
    for (int round = 0; round < 50 && passed.stream().anyMatch(one -> one.get() != null); round++) {
      System.gc();
      Thread.sleep(20);
    }
    assertThat(passed).allSatisfy(one -> assertThat(one.get()).isNull());
  }
}
