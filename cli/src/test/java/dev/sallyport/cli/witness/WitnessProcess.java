package dev.sallyport.cli.witness;

import dev.sallyport.cli.Main;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** The witness command in a process of its own. */
final class WitnessProcess {
  private static final String LISTENING = "witness: listening at ";

  final List<String> errors = new CopyOnWriteArrayList<>();
  private final Process process;
  private final String vkey;
  private final String url;

  WitnessProcess(Path folder, String... options) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    Collections.addAll(command, "-XX:TieredStopAtLevel=1", "-Xshare:auto");
    Collections.addAll(
        command,
        "-cp",
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
    Collections.addAll(command, Main.class.getName(), "witness");
    Collections.addAll(command, "--dir", folder.toString(), "--listen", "127.0.0.1:0");
    Collections.addAll(command, options);
    process = new ProcessBuilder(command).start();
    BufferedReader stderr = process.errorReader();
    url = "http://" + firstAddress(stderr);
    vkey = process.inputReader().readLine();
    Thread reader = new Thread(() -> readAll(stderr), "stderr");
    reader.setDaemon(true);
    reader.start();
  }

  private void readAll(BufferedReader stderr) {
    try {
      for (String line = stderr.readLine(); line != null; line = stderr.readLine()) {
        errors.add(line);
      }
    } catch (IOException e) {
      // The process was killed.
    }
  }

  private String firstAddress(BufferedReader stderr) throws IOException {
    for (String line = stderr.readLine(); line != null; line = stderr.readLine()) {
      errors.add(line);
      if (line.startsWith(LISTENING)) {
        return line.substring(LISTENING.length(), line.indexOf(','));
      }
    }
    throw new IOException("the witness ended: " + errors);
  }

  String url() {
    return url;
  }

  String vkey() {
    return vkey;
  }

  /** As {@code kill -9}. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** As Ctrl-C; returns the exit code. */
  int stop() throws InterruptedException, IOException {
    process.toHandle().destroy();
    if (!process.waitFor(30, TimeUnit.SECONDS)) {
      throw new IOException("the witness does not end");
    }
    return process.exitValue();
  }
}
