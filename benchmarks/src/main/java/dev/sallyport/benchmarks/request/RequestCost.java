package dev.sallyport.benchmarks.request;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/**
 * The cost of an HTTP request of the application itself: without the javaagent, with it and a
 * policy about tools only (then no client is woven), with it and a policy with {@code egress:} and
 * {@code boxes:} (then all are). The processes take turns; the server is this process.
 *
 * <p>Usage: {@code RequestCost ROUNDS COUNT JAR FOLDER JAVA_HOME...}
 */
public final class RequestCost {
  private static final String HEAD =
      "apiVersion: governance.toolkit/v1\nname: measured\nrules:\n"
          + "  - {name: all, tools: [\"*\"], action: allow}\n";
  private static final String CONFINING =
      HEAD + "egress: {allow: [api.test]}\nboxes: [{name: box, tools: [\"*\"], ring: 3}]\n";
  private static final List<String> CLIENTS = List.of("java.net.http", "HttpURLConnection");
  private static final List<String> SETUPS = List.of("without", "tools only", "egress and box");

  private final int count;
  private final String jar;
  private final Path folder;
  private final String url;

  private RequestCost(int count, String jar, Path folder, String url) {
    this.count = count;
    this.jar = jar;
    this.folder = folder;
    this.url = url;
  }

  /** Prints a table for each JDK. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    // Else each answer on a kept connection waits for the acknowledgement of the one before.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    ExecutorService threads = Executors.newCachedThreadPool();
    server.setExecutor(threads);
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, 2);
          exchange.getResponseBody().write(new byte[] {'o', 'k'});
          exchange.close();
        });
    server.start();
    try {
      String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/";
      Path folder = Path.of(arguments[3]);
      Files.writeString(folder.resolve("tools.yaml"), HEAD);
      Files.writeString(folder.resolve("confining.yaml"), CONFINING);
      RequestCost cost = new RequestCost(Integer.parseInt(arguments[1]), arguments[2], folder, url);
      for (String home : Arrays.asList(arguments).subList(4, arguments.length)) {
        cost.measure(home, Integer.parseInt(arguments[0]));
      }
    } finally {
      server.stop(0);
      threads.shutdownNow();
    }
  }

  private void measure(String home, int rounds) throws IOException, InterruptedException {
    System.out.println("== " + home);
    System.out.println("| client | javaagent, policy | median us of rounds | B a request |");
    System.out.println("|---|---|---|---|");
    for (String client : CLIENTS) {
      long[][][] results = new long[SETUPS.size()][rounds][];
      for (int round = 0; round < rounds; round++) {
        for (int setup = 0; setup < SETUPS.size(); setup++) {
          results[setup][round] = run(home, client, SETUPS.get(setup));
        }
      }
      for (int setup = 0; setup < SETUPS.size(); setup++) {
        print(client, SETUPS.get(setup), results[setup]);
      }
    }
  }

  private static void print(String client, String setup, long[][] rounds) {
    List<Long> nanos = Arrays.stream(rounds).map(round -> round[0]).sorted().toList();
    List<Long> bytes = Arrays.stream(rounds).map(round -> round[1]).sorted().toList();
    String all =
        nanos.stream().map(n -> String.format("%.1f", n / 1000.0)).collect(Collectors.joining(" "));
    System.out.printf(
        "| %s | %s | %.1f (%s) | %d |%n",
        client, setup, nanos.get(nanos.size() / 2) / 1000.0, all, bytes.get(bytes.size() / 2));
  }

  private long[] run(String home, String client, String setup)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(home + "/bin/java"));
    if (!setup.equals("without")) {
      String policy = setup.equals("tools only") ? "tools.yaml" : "confining.yaml";
      String audit = folder.resolve("audit").toString();
      command.add(
          "-javaagent:" + jar + "=policy=" + folder.resolve(policy) + ",audit.dir=" + audit);
    }
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(
        List.of(RequestProcess.class.getName(), client, url, "20000", Integer.toString(count)));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    String output = new String(process.getInputStream().readAllBytes()).strip();
    if (process.waitFor() != 0) {
      throw new IOException(String.join(" ", command) + " failed: " + output);
    }
    return Arrays.stream(output.split(" ")).mapToLong(Long::parseLong).toArray();
  }
}
