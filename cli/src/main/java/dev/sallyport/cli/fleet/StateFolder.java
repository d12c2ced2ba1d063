package dev.sallyport.cli.fleet;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;

/**
 * Where states lie that the user gave no place: {@code $XDG_STATE_HOME/sallyport}, or {@code
 * ~/.local/state/sallyport}, as the XDG Base Directory Specification 0.8 says. Not in the log's
 * folder, which belongs to the application.
 */
final class StateFolder {
  private static final int NAME_BYTES = 8;

  private StateFolder() {}

  static Path of(Map<String, String> environment) throws IOException {
    Path named = Path.of(environment.getOrDefault("XDG_STATE_HOME", ""));
    if (named.isAbsolute()) {
      return named.resolve("sallyport");
    }
    Path home = Path.of(environment.getOrDefault("HOME", System.getProperty("user.home", "")));
    if (!home.isAbsolute() || !Files.isDirectory(home)) {
      throw new IOException("got no home folder to keep the state in, wanted `--state FILE`");
    }
    return home.resolve(".local").resolve("state").resolve("sallyport");
  }

  /** One name for each pair of log and target. */
  static String fileName(Path log, String target) throws IOException {
    Path place = Files.exists(log) ? log.toRealPath() : log.toAbsolutePath().normalize();
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      sha256.update(place.toString().getBytes(StandardCharsets.UTF_8));
      sha256.update((byte) 0);
      byte[] digest = sha256.digest(target.getBytes(StandardCharsets.UTF_8));
      return "export-" + HexFormat.of().formatHex(digest, 0, NAME_BYTES) + ".state";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no SHA-256", e);
    }
  }
}
