package dev.sallyport.it;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * An OpenAI-compatible server on a free loopback port whose model does what the user says. A line
 * {@code call TOOL ARGUMENTS} in the last user message is a tool call, all lines together one
 * response; a line {@code script NAME} makes the calls registered with {@link #script}. After tool
 * results it answers {@code done: } and the results. Answers as a stream where asked to.
 * Thread-safe.
 */
final class ScriptedOpenAi implements AutoCloseable {
  static {
    // Read once, when the server's classes load; without it each answer waits 40 ms for an ACK.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool(ScriptedOpenAi::daemon);
  private final List<ModelRequest> requests = new CopyOnWriteArrayList<>();
  private final Map<String, List<ScriptedCall>> scripts = new ConcurrentHashMap<>();

  private ScriptedOpenAi() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::handle);
    server.setExecutor(threads);
    server.start();
  }

  static ScriptedOpenAi start() {
    try {
      return new ScriptedOpenAi();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "scripted-openai");
    thread.setDaemon(true);
    return thread;
  }

  /** What a client takes as the base URL, without {@code /v1}. */
  String rootUrl() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** What a client takes as the base URL, with {@code /v1}. */
  String baseUrl() {
    return rootUrl() + "/v1";
  }

  /** Registers the calls that the model makes when the user says {@code script NAME}. */
  void script(String name, ScriptedCall... calls) {
    scripts.put(name, List.of(calls));
  }

  /** What the model saw, in order of arrival. */
  List<ModelRequest> requests() {
    return List.copyOf(requests);
  }

  /** The tool results that reached the model in the conversation that began with {@code prompt}. */
  List<String> toolResultsAfter(String prompt) {
    List<String> results = new ArrayList<>();
    for (ModelRequest request : requests) {
      if (request.lastUserText().equals(prompt)) {
        results.addAll(request.newToolResults());
      }
    }
    return results;
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      if (!exchange.getRequestURI().getPath().endsWith("/chat/completions")) {
        exchange.sendResponseHeaders(404, -1);
        return;
      }
      ModelRequest request =
          new ModelRequest(Json.read(new String(exchange.getRequestBody().readAllBytes(), UTF_8)));
      requests.add(request);
      Completion completion = answer(request);
      String type = request.streaming() ? "text/event-stream" : "application/json";
      exchange.getResponseHeaders().set("Content-Type", type);
      byte[] body =
          (request.streaming() ? completion.asEvents() : completion.asObject()).getBytes(UTF_8);
      exchange.sendResponseHeaders(200, body.length);
      try (OutputStream out = exchange.getResponseBody()) {
        out.write(body);
      }
    }
  }

  private Completion answer(ModelRequest request) {
    int number = requests.size();
    List<String> results = request.newToolResults();
    if (!results.isEmpty()) {
      return new Completion(number, "done: " + String.join(" | ", results), List.of());
    }
    List<ScriptedCall> calls = new ArrayList<>();
    for (String line : request.lastUserText().split("\n", -1)) {
      calls.addAll(callsOf(line));
    }
    return new Completion(number, calls.isEmpty() ? "nothing to do" : null, calls);
  }

  private List<ScriptedCall> callsOf(String line) {
    @Nullable String script = after("script ", line);
    if (script != null) {
      return scripts.getOrDefault(script, List.of());
    }
    @Nullable String call = after("call ", line);
    if (call == null) {
      return List.of();
    }
    int space = call.indexOf(' ');
    return List.of(
        space < 0
            ? new ScriptedCall(call, "{}")
            : new ScriptedCall(call.substring(0, space), call.substring(space + 1)));
  }

  private static @Nullable String after(String word, String line) {
    return line.startsWith(word) ? line.substring(word.length()).strip() : null;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
