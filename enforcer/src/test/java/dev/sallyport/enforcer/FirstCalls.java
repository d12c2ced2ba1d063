package dev.sallyport.enforcer;

import dev.sallyport.audit.ArgumentsDigest;
import dev.sallyport.audit.AuditFolder;
import dev.sallyport.audit.AuditLog;
import dev.sallyport.audit.AuditOptions;
import dev.sallyport.audit.EventRecord;
import dev.sallyport.audit.RecordKind;
import dev.sallyport.bootstrap.ToolCall;
import dev.sallyport.bootstrap.ToolGate;
import dev.sallyport.enforcer.limits.CallLimits;
import dev.sallyport.engine.PolicyParser;
import dev.sallyport.engine.PolicySet;
import dev.sallyport.engine.PolicySource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A process that starts as the javaagent does, warms the enforcer up, and then makes calls of every
 * kind; {@link FirstCallClassesTest} looks at which classes are initialised when.
 */
final class FirstCalls {
  private static final String[] ARGUMENTS = {
    null,
    "",
    "{\"a\":\"abc\",\"b\":\"b\",\"c\":\"ab\",\"n\":1.50,\"list\":[{\"name\":\"x\"}]}",
    "{\"a\":\"CAF\u00c9\",\"b\":\"\u20ac\",\"n\":123456789012345678901234567890,\"list\":[1,[],{}]}",
    "{\"a\":\"\u20ac\u0130 \\ud83d\\ude00\",\"n\":-1e300,\"list\":null,\"m\":true}",
    "{\"a\":\"4111 1111 1111 1111\",\"b\":\"ann@example.com\",\"c\":\"sk-abcdefghijklmnopqrstuvwx\"}",
    "{\"a\":\"DE89370400440532013000\",\"b\":\"+49 30 1234567\",\"n\":17976931348623157e292}",
    "{\"a\":\"{\\\"inner\\\":\\\"4111111111111111\\\"}\",\"n\":1e400}",
    "{\"a\":1,\"a\":2}",
    "{\"a\":\"\ud800\"}",
    "{\"a\":",
    "[1]",
    "{\"a\":" + "[".repeat(70) + "]".repeat(70) + "}",
    "{\"a\":\"" + "long ".repeat(2_000) + "\"}"
  };

  /** Its initialisation stands in the JVM's log between ours and that of the first call. */
  static final class WarmedUp {
    static int since;

    static {
      since = 1;
    }

    private WarmedUp() {}
  }

  private FirstCalls() {}

  /**
   * Calls.
   *
   * @param args the policy, a folder for the log, whether to enforce
   */
  public static void main(String[] args) throws Exception {
    PolicySet policy =
        PolicyParser.parse(
            List.of(new PolicySource("policy.yaml", Files.readAllBytes(Path.of(args[0])))));
    Path folder = AuditFolder.create(Path.of(args[1]), 1, Instant.now());
    try (AuditLog log = AuditLog.openInBackground(folder, AuditOptions.defaults(1))) {
      log.awaitOpen();
      Enforcer enforcer = enforcer(policy, log, Boolean.parseBoolean(args[2]));
      ToolGate.open(enforcer);
      enforcer.warmUp();
      log.append(new EventRecord(RecordKind.BOOT, Map.of("name", "value")));
      WarmedUp.since++;
      for (int round = 0; round < 3; round++) {
        for (String tool :
            new String[] {"send", "hide", "some", "often", "ask", "none", "b\u00e4d\n"}) {
          for (String arguments : ARGUMENTS) {
            call(tool, arguments);
          }
        }
      }
      call(null, "{}");
    }
    System.out.println("called");
  }

  private static Enforcer enforcer(PolicySet policy, AuditLog log, boolean enforce) {
    CallLimits limits = new CallLimits(line -> {});
    EnforcerOptions options = new EnforcerOptions(1, enforce, false, 5_000, "Desk");
    return new Enforcer(
        new LoadedPolicy(policy, limits.bind(policy.limits())),
        log,
        new ArgumentsDigest(new byte[32]),
        options,
        () -> {},
        line -> {});
  }

  private static void call(@Nullable String tool, @Nullable String arguments) {
    for (Object result :
        new Object[] {"done", "4111 1111 1111 1111", List.of("caf\u00e9"), "denied"}) {
      ToolCall call =
          ToolGate.enter("f 1", tool, "x", new Object(), tool, arguments, null, "session");
      ToolGate.exit(call, result, null);
    }
    ToolCall call = ToolGate.enter("f 1", tool, "x", new Object(), tool, arguments, "\u00c9va", 7);
    ToolGate.exit(call, null, new IllegalStateException("denied"));
  }
}
