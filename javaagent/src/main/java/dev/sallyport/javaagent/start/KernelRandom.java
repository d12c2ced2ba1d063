package dev.sallyport.javaagent.start;

import java.io.FileInputStream;
import java.io.IOException;
import java.security.SecureRandom;

/**
 * Random bytes from the kernel where it offers them as a file: setting up {@link SecureRandom}
 * costs tens of milliseconds at every start.
 */
final class KernelRandom {
  private static final String DEVICE = "/dev/urandom";

  private KernelRandom() {}

  static byte[] bytes(int count) {
    try (FileInputStream device = new FileInputStream(DEVICE)) {
      byte[] bytes = device.readNBytes(count);
      if (bytes.length == count) {
        return bytes;
      }
    } catch (IOException e) {
      // No such device on this platform; the JDK's own source serves as well.
    }
    byte[] bytes = new byte[count];
    new SecureRandom().nextBytes(bytes);
    return bytes;
  }

  /** A number that names this process start; never 0. */
  static long bootId() {
    long id = 0;
    while (id == 0) {
      for (byte b : bytes(Long.BYTES)) {
        id = id << 8 | (b & 0xff);
      }
    }
    return id;
  }
}
