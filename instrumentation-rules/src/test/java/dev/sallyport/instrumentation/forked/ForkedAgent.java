package dev.sallyport.instrumentation.forked;

import java.io.File;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.net.URL;
import java.net.URLClassLoader;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A javaagent in one of two roles: {@code install} loads the module under test in a loader of its
 * own and installs it; {@code retransform} is another agent that transforms the same classes.
 */
public final class ForkedAgent {
  private static @Nullable Instrumentation other;

  private ForkedAgent() {}

  /** Called by the JVM. */
  @SuppressWarnings("unchecked")
  public static void premain(String role, Instrumentation instrumentation) throws Exception {
    if (role.equals("retransform")) {
      other = instrumentation;
      instrumentation.addTransformer(new CopyingTransformer(), true);
      return;
    }
    for (String name : System.getProperty("forked.preload", "").split(",", -1)) {
      if (!name.isEmpty()) {
        Class<?> type = Class.forName(name);
        if (Runnable.class.isAssignableFrom(type)) {
          ((Runnable) type.getDeclaredConstructor().newInstance()).run();
        }
      }
    }
    List<URL> urls = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      urls.add(new File(entry).toURI().toURL());
    }
    ClassLoader loader =
        new URLClassLoader(urls.toArray(new URL[0]), ClassLoader.getPlatformClassLoader());
    ((Consumer<Instrumentation>)
            Class.forName("dev.sallyport.instrumentation.forked.ForkedCore", true, loader)
                .getDeclaredConstructor()
                .newInstance())
        .accept(instrumentation);
  }

  /** As another agent would, later: transforms everything that could hold join points again. */
  static void retransform() throws UnmodifiableClassException {
    Instrumentation instrumentation = other;
    if (instrumentation == null) {
      throw new IllegalStateException("this JVM has no second agent");
    }
    for (Class<?> type : instrumentation.getAllLoadedClasses()) {
      if (CopyingTransformer.concerns(type.getName()) && instrumentation.isModifiableClass(type)) {
        instrumentation.retransformClasses(type);
      }
    }
  }

  private static final class CopyingTransformer implements ClassFileTransformer {
    static boolean concerns(String name) {
      return name.startsWith("dev.langchain4j.") || name.contains(".instrumentation.sample.");
    }

    @Override
    public byte @Nullable [] transform(
        @Nullable ClassLoader loader,
        String name,
        @Nullable Class<?> redefined,
        @Nullable ProtectionDomain domain,
        byte[] classFile) {
      return name != null && concerns(name.replace('/', '.')) ? classFile.clone() : null;
    }
  }
}
