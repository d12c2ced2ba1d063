package dev.sallyport.javaagent.start;

import java.io.FileInputStream;
import java.io.IOException;
import java.security.SecureRandom;

/** A random number that names this process start. */
final class BootId {
  private BootId() {}

  /**
   * Eight random bytes, not 0. From the kernel where it offers them: setting up {@link
   * SecureRandom} costs tens of milliseconds at every start.
   */
  static long random() {
    long id = 0;
    while (id == 0) {
      id = fromKernel();
    }
    return id;
  }

  private static long fromKernel() {
    try (FileInputStream random = new FileInputStream("/dev/urandom")) {
      long id = 0;
      for (byte b : random.readNBytes(Long.BYTES)) {
        id = id << 8 | (b & 0xff);
      }
      return id;
    } catch (IOException e) {
      return new SecureRandom().nextLong();
    }
  }
}
