package dev.sallyport.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.instrument.Instrumentation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** A javaagent whose premain returns at once: the price of any javaagent at all. */
public final class EmptyJavaagent {
  private EmptyJavaagent() {}

  /** Does nothing. */
  public static void premain(String arguments, Instrumentation instrumentation) {}

  /** Writes this class as a javaagent jar into {@code folder}. */
  static Path jar(Path folder) throws IOException {
    Manifest manifest = new Manifest();
    Attributes main = manifest.getMainAttributes();
    main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    main.putValue("Premain-Class", EmptyJavaagent.class.getName());
    main.putValue("Can-Retransform-Classes", "true");
    Path jar = folder.resolve("empty-javaagent.jar");
    String entry = EmptyJavaagent.class.getName().replace('.', '/') + ".class";
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file, manifest);
        InputStream in = EmptyJavaagent.class.getClassLoader().getResourceAsStream(entry)) {
      out.putNextEntry(new JarEntry(entry));
      in.transferTo(out);
    }
    return jar;
  }
}
