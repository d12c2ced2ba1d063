package dev.sallyport.instrumentation;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Loads the frameworks and the sample application itself, through the transformer under test. */
final class WeavingLoader extends ClassLoader implements WeavingListener {
  private final Map<String, byte[]> patched = new HashMap<>();
  private final boolean resources;
  final CopyOnWriteArrayList<String> woven = new CopyOnWriteArrayList<>();
  final CopyOnWriteArrayList<String> failed = new CopyOnWriteArrayList<>();
  final WeavingTransformer transformer;

  static {
    registerAsParallelCapable();
  }

  WeavingLoader(boolean failClosed) {
    this(failClosed, true);
  }

  /** Without {@code resources}, this loader finds no class file for whoever asks. */
  WeavingLoader(boolean failClosed, boolean resources) {
    super(WeavingLoader.class.getClassLoader());
    this.resources = resources;
    transformer = new WeavingTransformer(JoinPoints.all(), JoinPoints.expected(), failClosed, this);
  }

  /** Loads {@code classFile} in place of the real class. */
  void patch(String name, byte[] classFile) {
    patched.put(name, classFile);
  }

  byte[] original(String name) {
    try (InputStream in =
        WeavingLoader.class
            .getClassLoader()
            .getResourceAsStream(name.replace('.', '/') + ".class")) {
      if (in == null) {
        throw new IllegalArgumentException("no class file of " + name);
      }
      return in.readAllBytes();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** Runs a sample of the application by its simple name. */
  @SuppressWarnings("unchecked")
  String run(String sample) throws ReflectiveOperationException {
    Class<?> type = loadClass("dev.sallyport.instrumentation.sample." + sample);
    Thread thread = Thread.currentThread();
    ClassLoader previous = thread.getContextClassLoader();
    thread.setContextClassLoader(this); // the framework looks up its services there
    try {
      return ((Supplier<String>) type.getDeclaredConstructor().newInstance()).get();
    } finally {
      thread.setContextClassLoader(previous);
    }
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (!loadsItself(name)) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      return loaded == null ? define(name) : loaded;
    }
  }

  private static boolean loadsItself(String name) {
    return name.startsWith("dev.langchain4j.")
        || name.startsWith("org.springframework.ai.")
        || name.startsWith("reactor.")
        || name.startsWith("io.micrometer.")
        || name.startsWith("dev.sallyport.instrumentation.sample.");
  }

  private Class<?> define(String name) {
    byte[] classFile = patched.containsKey(name) ? patched.get(name) : original(name);
    byte[] woven = transformer.transform(this, name.replace('.', '/'), null, null, classFile);
    byte[] used = woven == null ? classFile : woven;
    return defineClass(name, used, 0, used.length);
  }

  @Override
  public @Nullable URL getResource(String name) {
    return resources ? super.getResource(name) : null;
  }

  @Override
  public Enumeration<URL> getResources(String name) throws IOException {
    return resources ? super.getResources(name) : java.util.Collections.emptyEnumeration();
  }

  @Override
  public void woven(ClassLoader loader, String className, String framework, int joinPoints) {
    woven.add(className + " " + joinPoints);
  }

  @Override
  public void failed(String className, String reason, Throwable cause) {
    failed.add(className + ": " + reason);
  }
}
