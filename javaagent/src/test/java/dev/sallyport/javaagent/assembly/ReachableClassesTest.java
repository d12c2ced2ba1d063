package dev.sallyport.javaagent.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.bouncycastle.math.ec.rfc8032.Ed25519;
import org.junit.jupiter.api.Test;

/** A part of the real cryptography library must do its work without the rest of it. */
class ReachableClassesTest {
  private static final int KEY_BYTES = 32;
  private static final int SIGNATURE_BYTES = 64;

  /** Mentions what a user of the library does. */
  private static final class User {
    static void use() {
      Ed25519.precompute();
    }
  }

  @Test
  void keepsWhatSigningNeedsAndLittleElse() throws Exception {
    SortedMap<String, byte[]> library = library();
    SortedMap<String, byte[]> part = partForSigning(library);
    assertThat(part).containsKey("org/bouncycastle/math/ec/rfc8032/Ed25519.class");
    assertThat(part.keySet()).allMatch(name -> name.endsWith(".class"));
    assertThat(part.size() * 10).isLessThan(library.size());
  }

  @Test
  void signsAndVerifiesWithNothingButThePart() throws Exception {
    Class<?> signer = new PartLoader(partForSigning(library())).loadClass(Ed25519.class.getName());
    byte[] secret = new byte[KEY_BYTES];
    Arrays.fill(secret, (byte) 7);
    byte[] message = {1, 2, 3};
    byte[] signature = new byte[SIGNATURE_BYTES];
    sign(signer, secret, message, signature);
    byte[] expected = new byte[SIGNATURE_BYTES];
    Ed25519.sign(secret, 0, message, 0, message.length, expected, 0);
    assertThat(signature).isEqualTo(expected);
    byte[] key = new byte[KEY_BYTES];
    Ed25519.generatePublicKey(secret, 0, key, 0);
    assertThat(verifies(signer, signature, key, message)).isTrue();
    message[0]++;
    assertThat(verifies(signer, signature, key, message)).isFalse();
  }

  @Test
  void linksEveryClassItKeeps() throws Exception {
    SortedMap<String, byte[]> part = partForSigning(library());
    assertThat(part).isNotEmpty();
    PartLoader loader = new PartLoader(part);
    for (String name : part.keySet()) {
      String binaryName = name.substring(0, name.length() - ".class".length()).replace('/', '.');
      assertThat(Class.forName(binaryName, true, loader).getClassLoader()).isSameAs(loader);
    }
  }

  @Test
  void keepsTheSameForTheSame() throws Exception {
    assertThat(List.copyOf(partForSigning(library()).keySet()))
        .isNotEmpty()
        .isEqualTo(List.copyOf(partForSigning(library()).keySet()));
  }

  private static void sign(Class<?> signer, byte[] secret, byte[] message, byte[] signature)
      throws ReflectiveOperationException {
    Method sign =
        signer.getMethod(
            "sign",
            byte[].class,
            int.class,
            byte[].class,
            int.class,
            int.class,
            byte[].class,
            int.class);
    sign.invoke(null, secret, 0, message, 0, message.length, signature, 0);
  }

  private static boolean verifies(Class<?> signer, byte[] signature, byte[] key, byte[] message)
      throws ReflectiveOperationException {
    Method verify =
        signer.getMethod(
            "verify",
            byte[].class,
            int.class,
            byte[].class,
            int.class,
            byte[].class,
            int.class,
            int.class);
    return (boolean) verify.invoke(null, signature, 0, key, 0, message, 0, message.length);
  }

  private static SortedMap<String, byte[]> partForSigning(SortedMap<String, byte[]> library)
      throws IOException {
    String user = "/" + User.class.getName().replace('.', '/') + ".class";
    try (InputStream in = ReachableClassesTest.class.getResourceAsStream(user)) {
      return ReachableClasses.keep(library, List.of(in.readAllBytes()));
    }
  }

  private static SortedMap<String, byte[]> library() throws Exception {
    Path jar = Path.of(Ed25519.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    SortedMap<String, byte[]> entries = new TreeMap<>();
    try (InputStream file = Files.newInputStream(jar);
        ZipInputStream in = new ZipInputStream(file)) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        entries.put(entry.getName(), in.readAllBytes());
      }
    }
    return entries;
  }

  /** Sees the part and the JDK, nothing else. */
  private static final class PartLoader extends ClassLoader {
    private final SortedMap<String, byte[]> part;

    PartLoader(SortedMap<String, byte[]> part) {
      super(ClassLoader.getPlatformClassLoader());
      this.part = part;
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      byte[] bytes = part.get(name.replace('.', '/') + ".class");
      if (bytes == null) {
        throw new ClassNotFoundException(name);
      }
      return defineClass(name, bytes, 0, bytes.length);
    }
  }
}
