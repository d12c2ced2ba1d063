package dev.sallyport.it;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** Whether a test may mount file systems, in a mount namespace of its own. */
final class Mounts {
  private Mounts() {}

  static boolean possible() {
    try {
      Process process =
          new ProcessBuilder("unshare", "-m", "mount", "-t", "tmpfs", "tmpfs", "/mnt")
              .redirectErrorStream(true)
              .start();
      return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException noSuchCommand) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
