package dev.sallyport.cli.witness;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.sallyport.audit.anchor.AddCheckpoint;
import dev.sallyport.audit.anchor.AddKey;
import dev.sallyport.audit.anchor.EpochCertificate;
import dev.sallyport.audit.note.NoteSigner;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A witness that answers over HTTP. Closing it ends it in order. */
public final class WitnessServer implements Closeable {
  /** Enough for a record of 64 KiB in base64 with its proof. */
  private static final int MAX_BODY = 131_072;

  /** A thread for each, so that slow ones hold up nobody. */
  private static final int CONNECTIONS = 256;

  private static final int BACKLOG = 128;
  private static final int TOO_LARGE = 413;
  private static final int WRONG_METHOD = 405;

  static {
    // The server of the JDK is set up by system properties only: seconds for a request and for an
    // answer, and connections in all. This JVM has no other server.
    setDefault("sun.net.httpserver.maxReqTime", "10");
    setDefault("sun.net.httpserver.maxRspTime", "10");
    setDefault("sun.net.httpserver.idleInterval", "10");
    setDefault("jdk.httpserver.maxConnections", String.valueOf(CONNECTIONS));
  }

  private final HttpServer server;
  private final ThreadPoolExecutor threads;
  private final StateFolder states;
  private final NoteSigner key;
  private final Consumer<String> events;

  private WitnessServer(
      HttpServer server, StateFolder states, NoteSigner key, Consumer<String> events) {
    this.server = server;
    this.states = states;
    this.key = key;
    this.events = events;
    this.threads =
        new ThreadPoolExecutor(
            CONNECTIONS,
            CONNECTIONS,
            10,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            WitnessServer::thread);
    threads.allowCoreThreadTimeOut(true);
  }

  private static void setDefault(String property, String value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, value);
    }
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "witness");
    thread.setDaemon(true);
    return thread;
  }

  /**
   * Begins to answer.
   *
   * @param address to listen at; port 0 for any free one
   * @param folder of the witness's state and key
   * @param name of the key; null if there is one already
   * @param events takes a line for each event
   * @throws IOException with a one-line message, if it can't begin
   */
  public static WitnessServer start(
      InetSocketAddress address,
      Path folder,
      @Nullable String name,
      KnownLogs logs,
      Clock clock,
      Consumer<String> events)
      throws IOException {
    StateFolder states = StateFolder.open(folder);
    try {
      NoteSigner key = WitnessKey.open(states.keyFile(), name);
      HttpServer server = bind(address);
      WitnessServer witness = new WitnessServer(server, states, key, events);
      witness.listen(new Witness(states, logs, key, clock, events));
      return witness;
    } catch (IOException | RuntimeException e) {
      states.close();
      throw e;
    }
  }

  /** The key of the witness in {@code folder}, made if need be. */
  public static String key(Path folder, @Nullable String name) throws IOException {
    try (StateFolder states = StateFolder.open(folder)) {
      return WitnessKey.open(states.keyFile(), name).verifier().text();
    }
  }

  private static HttpServer bind(InetSocketAddress address) throws IOException {
    try {
      return HttpServer.create(address, BACKLOG);
    } catch (BindException e) {
      throw new IOException("can't listen at `" + address + "`: " + e.getMessage(), e);
    }
  }

  private void listen(Witness witness) {
    server.createContext("/", exchange -> answer(exchange, null));
    server.createContext(
        "/" + AddCheckpoint.PATH, exchange -> answer(exchange, witness::addCheckpoint));
    server.createContext(
        "/" + EpochCertificate.PATH, exchange -> answer(exchange, witness::addEpoch));
    server.createContext("/" + AddKey.PATH, exchange -> answer(exchange, witness::addKey));
    server.setExecutor(threads);
    server.start();
  }

  /** Where it listens. */
  public InetSocketAddress address() {
    return server.getAddress();
  }

  /** Its key for verification. */
  public String key() {
    return key.verifier().text();
  }

  /** What answers the body of a request. */
  private interface Answer {
    WitnessReply to(byte[] body) throws IOException;
  }

  private void answer(HttpExchange exchange, @Nullable Answer answer) throws IOException {
    try (exchange) {
      WitnessReply reply = reply(exchange, answer);
      byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", reply.contentType());
      exchange.sendResponseHeaders(reply.status(), body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private WitnessReply reply(HttpExchange exchange, @Nullable Answer answer) throws IOException {
    boolean exact = exchange.getRequestURI().getPath().equals(exchange.getHttpContext().getPath());
    if (answer == null || !exact) {
      return WitnessReply.refused(WitnessReply.NOT_FOUND, "no such endpoint");
    }
    if (!exchange.getRequestMethod().equals("POST")) {
      return WitnessReply.refused(WRONG_METHOD, "wanted POST");
    }
    byte[] body = body(exchange.getRequestBody());
    if (body == null) {
      exchange.getResponseHeaders().set("Connection", "close");
      return WitnessReply.refused(TOO_LARGE, "a body has at most " + MAX_BODY + " bytes");
    }
    try {
      return answer.to(body);
    } catch (IOException | RuntimeException e) {
      events.accept("can't answer a request: " + e);
      return WitnessReply.refused(WitnessReply.FAILED, "the witness can't tell");
    }
  }

  private static byte @Nullable [] body(InputStream in) throws IOException {
    byte[] body = in.readNBytes(MAX_BODY + 1);
    return body.length > MAX_BODY ? null : body;
  }

  @Override
  public void close() throws IOException {
    server.stop(0);
    threads.shutdown();
    try {
      if (!threads.awaitTermination(500, TimeUnit.MILLISECONDS)) {
        threads.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    states.close();
  }
}
