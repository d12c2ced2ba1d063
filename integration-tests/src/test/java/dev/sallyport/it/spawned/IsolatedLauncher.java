package dev.sallyport.it.spawned;

import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs a main class in a class loader of its own that shares nothing but the JDK with the
 * application's. Usage: {@code IsolatedLauncher CLASSPATH MAIN ARGUMENTS...}.
 */
public final class IsolatedLauncher {
  private IsolatedLauncher() {}

  /** Leaves the class loader open: the main class may leave threads behind. */
  @SuppressWarnings("resource")
  public static void main(String[] arguments) throws Exception {
    List<URL> urls = new ArrayList<>();
    for (String entry : arguments[0].split(File.pathSeparator, -1)) {
      urls.add(Path.of(entry).toUri().toURL());
    }
    ClassLoader loader =
        new URLClassLoader(urls.toArray(new URL[0]), ClassLoader.getPlatformClassLoader());
    Thread.currentThread().setContextClassLoader(loader);
    String[] rest = new String[arguments.length - 2];
    System.arraycopy(arguments, 2, rest, 0, rest.length);
    Class.forName(arguments[1], true, loader)
        .getMethod("main", String[].class)
        .invoke(null, (Object) rest);
  }
}
