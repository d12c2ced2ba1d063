package dev.sallyport.instrumentation.sinks;

import static dev.sallyport.instrumentation.sinks.SinkJoinPoints.PACKAGE;
import static dev.sallyport.instrumentation.sinks.SinkJoinPoints.jdk;

import dev.sallyport.instrumentation.Framework;
import dev.sallyport.instrumentation.JoinPoint;
import java.util.List;

/** Where processes are started, and native code, scripts and source text become code that runs. */
final class CodeJoinPoints {
  private static final Framework SCRIPTING =
      new Framework("javax.script", "", "", "javax/script/ScriptEngine", "javax/script/");

  private static final String RUNTIME = "java/lang/Runtime";
  private static final String NATIVE = "NativeAccessAdvice";
  private static final String SCRIPT = "ScriptAdvice";
  private static final String LINKER = "jdk/internal/foreign/abi/AbstractLinker";
  private static final String MACHINE = "com/sun/tools/attach/VirtualMachine";
  private static final String ENGINES = "javax/script/ScriptEngineManager";
  private static final String COMPILER = "com/sun/tools/javac/api/JavacTool";

  /** Processes. */
  static final List<JoinPoint> PROCESSES =
      List.of(jdk("java/lang/ProcessImpl", "start", null, "ProcessAdvice"));

  /** Native code, whose doings nothing here sees. */
  static final List<JoinPoint> LIBRARIES =
      List.of(
          jdk(RUNTIME, "load0", null, "LoadAdvice"),
          jdk(RUNTIME, "loadLibrary0", null, "LoadAdvice"),
          jdk("java/lang/foreign/SymbolLookup", "libraryLookup", null, "LibraryAdvice"),
          jdk(LINKER, "downcallHandle", null, NATIVE),
          jdk(LINKER, "upcallStub", null, NATIVE),
          jdk("jdk/incubator/foreign/CLinker", "getInstance", null, NATIVE),
          jdk(MACHINE, "attach", null, NATIVE),
          jdk("com/sun/management/internal/DiagnosticCommandImpl", "invoke", null, NATIVE),
          jdk(
              "com/sun/management/internal/HotSpotDiagnostic",
              "dumpHeap",
              "(Ljava/lang/String;Z)V",
              "WriteAdvice"));

  /** Code given as text. */
  static final List<JoinPoint> SCRIPTS =
      List.of(
          jdk("jdk/jshell/JShell$Builder", "build", null, SCRIPT),
          jdk("jdk/jshell/JShell", "eval", null, SCRIPT),
          jdk("javax/tools/ToolProvider", "getSystemJavaCompiler", null, SCRIPT),
          jdk(COMPILER, "getTask", null, SCRIPT),
          jdk(COMPILER, "run", null, SCRIPT),
          jdk("com/sun/tools/javac/main/Main", "compile", null, SCRIPT),
          jdk(ENGINES, "getEngineByName", null, SCRIPT),
          jdk(ENGINES, "getEngineByExtension", null, SCRIPT),
          jdk(ENGINES, "getEngineByMimeType", null, SCRIPT),
          jdk("javax/script/AbstractScriptEngine", "eval", null, SCRIPT),
          engine("eval", "(Ljava/lang/String;Ljavax/script/ScriptContext;)Ljava/lang/Object;"),
          engine("eval", "(Ljava/io/Reader;Ljavax/script/ScriptContext;)Ljava/lang/Object;"),
          engine("eval", "(Ljava/lang/String;Ljavax/script/Bindings;)Ljava/lang/Object;"),
          engine("eval", "(Ljava/io/Reader;Ljavax/script/Bindings;)Ljava/lang/Object;"),
          engine("eval", "(Ljavax/script/ScriptContext;)Ljava/lang/Object;"),
          engine("compile", "(Ljava/lang/String;)Ljavax/script/CompiledScript;"),
          engine("compile", "(Ljava/io/Reader;)Ljavax/script/CompiledScript;"));

  /** What lies in the javaagent. */
  static final List<JoinPoint> REFLECTION =
      List.of(
          jdk(
              "java/lang/reflect/AccessibleObject",
              "checkCanSetAccessible",
              "(Ljava/lang/Class;Ljava/lang/Class;Z)Z",
              "AccessibleAdvice"),
          jdk("java/lang/invoke/MethodHandles", "privateLookupIn", null, "PrivateLookupAdvice"));

  private CodeJoinPoints() {}

  /** In every script engine, which are the application's; or a script that it compiled. */
  private static JoinPoint engine(String method, String descriptor) {
    return JoinPoint.methodBody(
        SCRIPTING, "javax/script/ScriptEngine", method, descriptor, PACKAGE + SCRIPT);
  }
}
