package dev.sallyport.instrumentation;

import java.io.IOException;
import java.io.InputStream;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Pushes synthetic tool calls through the join points of the framework that an application really
 * has: a probe is loaded below the application's class loader, woven like any class there, and must
 * find each of its calls refused.
 */
public final class SelfCheck {
  private static final String[][] PROBES = {
    {"langchain4j ", "dev.sallyport.instrumentation.langchain4j.LangChain4jProbe"},
    {"spring-ai ", "dev.sallyport.instrumentation.springai.SpringAiProbe"}
  };

  private SelfCheck() {}

  /** Whether there is a probe for {@code framework}, given as {@link WeavingListener} hears it. */
  public static boolean knows(String framework) {
    return probeFor(framework) != null;
  }

  /**
   * Makes the calls. The gate must refuse those of {@code tool}.
   *
   * @param loader sees the framework's classes
   * @param framework as {@link WeavingListener} hears it; one that {@link #knows}
   * @param tool the name of the synthetic tool
   * @return how many calls were made, and refused
   * @throws IllegalStateException if a tool body ran, naming the join point
   * @throws LinkageError if the framework is not complete, so that nothing can call its tools
   * @throws ReflectiveOperationException likewise
   */
  public static int run(ClassLoader loader, String framework, String tool)
      throws ReflectiveOperationException {
    String name = String.valueOf(probeFor(framework));
    Object probe =
        new ProbeLoader(loader, name).loadClass(name).getDeclaredConstructor().newInstance();
    @SuppressWarnings("unchecked") // what a probe is
    Function<String, Integer> calls = (Function<String, Integer>) probe;
    return calls.apply(tool);
  }

  private static @Nullable String probeFor(String framework) {
    for (String[] probe : PROBES) {
      if (framework.startsWith(probe[0])) {
        return probe[1];
      }
    }
    return null;
  }

  /** Defines the probe's classes anew, from ours; takes everything else from the application. */
  private static final class ProbeLoader extends ClassLoader {
    private final String probe;

    ProbeLoader(ClassLoader application, String probe) {
      super("sallyport-self-check", application);
      this.probe = probe;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (!name.startsWith(probe)) {
        return super.loadClass(name, resolve);
      }
      synchronized (getClassLoadingLock(name)) {
        Class<?> loaded = findLoadedClass(name);
        return loaded == null ? findClass(name) : loaded;
      }
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      String file = name.replace('.', '/').concat(".class");
      try (InputStream in = SelfCheck.class.getClassLoader().getResourceAsStream(file)) {
        if (in == null) {
          throw new ClassNotFoundException(name);
        }
        byte[] bytes = in.readAllBytes();
        return defineClass(name, bytes, 0, bytes.length);
      } catch (IOException e) {
        throw new ClassNotFoundException(name, e);
      }
    }
  }
}
