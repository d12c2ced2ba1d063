package dev.sallyport.it;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A network of its own for a process, in which every address there is, of any host in the world, is
 * this machine: nothing leaves it, and whoever is connected to can be seen.
 */
final class NetworkNamespaces {
  private static final String ALL_LOCAL =
      "ip link set lo up && ip route add local 0.0.0.0/0 dev lo"
          + " && ip -6 route add local ::/0 dev lo";

  private NetworkNamespaces() {}

  /** Whether a test may make one. */
  static boolean possible() {
    try {
      List<String> command = new ArrayList<>(command());
      command.add("true");
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException noSuchCommand) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** What comes before the command that is to run in it. */
  static List<String> command() {
    return List.of("unshare", "-n", "sh", "-c", ALL_LOCAL + " && exec \"$@\"", "sh");
  }
}
