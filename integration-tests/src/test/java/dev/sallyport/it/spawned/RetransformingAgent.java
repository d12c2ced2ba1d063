package dev.sallyport.it.spawned;

import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A javaagent as profilers and tracers are: its main method loads the classes named in the system
 * property {@code retransform}, retransforms them, and only then runs the application. Usage:
 * {@code RetransformingAgent MAIN ARGUMENTS...}.
 */
public final class RetransformingAgent {
  private static @Nullable Instrumentation instrumentation;

  private RetransformingAgent() {}

  public static void premain(@Nullable String arguments, Instrumentation given) {
    instrumentation = given;
    given.addTransformer(new CopyingTransformer(), true);
  }

  public static void main(String[] arguments) throws Exception {
    List<Class<?>> loaded = new ArrayList<>();
    for (String name : System.getProperty("retransform", "").split(",", -1)) {
      loaded.add(Class.forName(name));
    }
    Instrumentation given = instrumentation;
    if (given == null) {
      throw new IllegalStateException("not started as a javaagent");
    }
    given.retransformClasses(loaded.toArray(new Class<?>[0]));
    String[] rest = new String[arguments.length - 1];
    System.arraycopy(arguments, 1, rest, 0, rest.length);
    Class.forName(arguments[0]).getMethod("main", String[].class).invoke(null, (Object) rest);
  }

  /** Changes nothing, but makes the JVM install what it returns. */
  private static final class CopyingTransformer implements ClassFileTransformer {
    @Override
    public byte @Nullable [] transform(
        @Nullable ClassLoader loader,
        @Nullable String name,
        @Nullable Class<?> redefined,
        @Nullable ProtectionDomain domain,
        byte[] classFile) {
      return redefined == null ? null : classFile.clone();
    }
  }
}
