package dev.sallyport.javaagent.start;

import java.io.IOException;
import java.io.InputStream;
import jdk.internal.misc.Unsafe;

/**
 * Defines the bridge straight into the boot loader. Appending a jar to the boot class path would do
 * the same, but needs a file and makes the JVM print a warning about class data sharing.
 */
final class BridgeDefiner {
  private static final String FOLDER = "dev/sallyport/bootstrap/";

  /** Every class of the bridge; a test compares this list with the module. */
  static final String[] BRIDGE = {
    "ToolCall",
    "Gate",
    "CallStack",
    "CallContext",
    "CarriedContext",
    "GuardedCallSite",
    "ToolCallDenied",
    "ResultReplacement",
    "ToolGate",
    "ToolGate$1",
    "CarriedContext$Task",
    "CallContext$1",
    "Governing",
    "HttpExchange",
    "HttpExchange$Step",
    "HttpGate",
    "HttpRequestDenied",
    "HttpScope",
    "HttpTarget",
    "LostContexts",
    "LostContexts$Expected",
    "Remembered",
    "Remembered$Owner",
    "Remembered$Sought",
    "Sink",
    "SinkGate",
    "StatementTexts",
    "StatementTexts$Key",
    "ToolConfined"
  };

  private BridgeDefiner() {}

  static void define(ClassLoader isolated) throws IOException {
    for (String name : BRIDGE) {
      String file = FOLDER.concat(name).concat(".class");
      try (InputStream in = isolated.getResourceAsStream(file)) {
        if (in == null) {
          throw new IOException("the javaagent jar has no `" + file + "`");
        }
        byte[] bytes = in.readAllBytes();
        Unsafe.getUnsafe().defineClass(null, bytes, 0, bytes.length, null, null);
      }
    }
  }
}
