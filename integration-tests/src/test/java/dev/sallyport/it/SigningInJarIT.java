package dev.sallyport.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The finished jar holds a part of the cryptography library: it must sign and verify with it. */
class SigningInJarIT {
  private static final String NOTE = "dev.sallyport.audit.note.";
  private static final String LIBRARY = "sallyport/bcprov-jdk18on.jar";

  private URLClassLoader application;
  private ClassLoader isolated;

  /** As the JVM does: the entry points in an application loader, the rest below the platform. */
  @BeforeEach
  void open() throws Exception {
    Path jar = SallyportJar.path();
    application =
        new URLClassLoader(new URL[] {jar.toUri().toURL()}, ClassLoader.getPlatformClassLoader());
    Method open =
        application
            .loadClass("dev.sallyport.javaagent.IsolatedClassLoader")
            .getDeclaredMethod("forJavaagent", String.class);
    open.setAccessible(true);
    isolated = (ClassLoader) open.invoke(null, jar.toString());
  }

  @AfterEach
  void close() throws Exception {
    application.close();
  }

  @Test
  void signsAndVerifiesANote() throws Exception {
    Class<?> signerClass = isolated.loadClass(NOTE + "NoteSigner");
    Object signer =
        signerClass.getConstructor(String.class, byte[].class).newInstance("test", new byte[32]);
    byte[] message = "what was done\n".getBytes(StandardCharsets.UTF_8);
    byte[] signature =
        (byte[]) signerClass.getMethod("sign", byte[].class).invoke(signer, (Object) message);
    Object verifier = signerClass.getMethod("verifier").invoke(signer);
    Method verifies =
        isolated.loadClass(NOTE + "NoteVerifier").getMethod("verifies", byte[].class, byte[].class);
    assertThat(verifies.invoke(verifier, message, signature)).isEqualTo(true);
    message[0]++;
    assertThat(verifies.invoke(verifier, message, signature)).isEqualTo(false);
  }

  @Test
  void linksEveryClassOfTheLibraryThatItTookAlong() throws Exception {
    List<String> names = classesOfLibrary();
    assertThat(names).isNotEmpty();
    for (String name : names) {
      assertThat(Class.forName(name, true, isolated).getClassLoader()).isSameAs(isolated);
    }
  }

  private static List<String> classesOfLibrary() throws Exception {
    List<String> names = new ArrayList<>();
    try (JarFile jar = new JarFile(SallyportJar.path().toFile());
        InputStream in = jar.getInputStream(jar.getEntry(LIBRARY));
        ZipInputStream library = new ZipInputStream(in)) {
      for (ZipEntry file = library.getNextEntry(); file != null; file = library.getNextEntry()) {
        String name = file.getName();
        names.add(name.substring(0, name.length() - ".class".length()).replace('/', '.'));
      }
    }
    return names;
  }
}
