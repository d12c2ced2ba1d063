package dev.sallyport.cli.fleet;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsPartialSuccess;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceResponse;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.zip.GZIPInputStream;

/** Takes OpenTelemetry logs over HTTP, and is told how to answer. Thread-safe. */
final class Collector implements AutoCloseable {
  /** What to do with a request. */
  interface Answer {
    /** Answers; whether the records count as taken. */
    boolean give(HttpExchange exchange) throws IOException;
  }

  private final HttpServer server;
  private final List<LogRecord> taken = new ArrayList<>();
  private final List<Map<String, List<String>>> headers = new ArrayList<>();
  private final ConcurrentLinkedQueue<Answer> answers = new ConcurrentLinkedQueue<>();

  Collector(int port) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.createContext("/v1/logs", this::handle);
    server.start();
  }

  int port() {
    return server.getAddress().getPort();
  }

  String address() {
    return "http://127.0.0.1:" + port();
  }

  /** Answers the next request that no other answer waits for in this way. */
  Collector next(Answer answer) {
    answers.add(answer);
    return this;
  }

  static Answer status(int status, String... header) {
    return exchange -> {
      for (int i = 0; i < header.length; i += 2) {
        exchange.getResponseHeaders().add(header[i], header[i + 1]);
      }
      exchange.sendResponseHeaders(status, -1);
      return false;
    };
  }

  /** Takes the records, and the answer gets lost. */
  static Answer lostAnswer() {
    return exchange -> {
      exchange.close();
      return true;
    };
  }

  static Answer rejecting(long count) {
    return exchange -> {
      ExportLogsPartialSuccess partial =
          ExportLogsPartialSuccess.newBuilder()
              .setRejectedLogRecords(count)
              .setErrorMessage("too old")
              .build();
      return send(
          exchange,
          "application/x-protobuf",
          ExportLogsServiceResponse.newBuilder().setPartialSuccess(partial).build().toByteArray());
    };
  }

  static Answer page(String type, String text) {
    return exchange -> {
      send(exchange, type, text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
      return false;
    };
  }

  private static boolean send(HttpExchange exchange, String type, byte[] body) throws IOException {
    exchange.getResponseHeaders().add("content-type", type);
    exchange.sendResponseHeaders(200, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    return true;
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      List<LogRecord> records = records(exchange);
      synchronized (this) {
        headers.add(Map.copyOf(exchange.getRequestHeaders()));
      }
      Answer answer = answers.poll();
      byte[] success = ExportLogsServiceResponse.getDefaultInstance().toByteArray();
      boolean take =
          answer == null
              ? send(exchange, "application/x-protobuf", success)
              : answer.give(exchange);
      if (take) {
        synchronized (this) {
          taken.addAll(records);
        }
      }
    }
  }

  private static List<LogRecord> records(HttpExchange exchange) throws IOException {
    boolean gzip = "gzip".equals(exchange.getRequestHeaders().getFirst("content-encoding"));
    InputStream body = exchange.getRequestBody();
    List<LogRecord> records = new ArrayList<>();
    ExportLogsServiceRequest request =
        ExportLogsServiceRequest.parseFrom(gzip ? new GZIPInputStream(body) : body);
    for (ResourceLogs resource : request.getResourceLogsList()) {
      for (ScopeLogs scope : resource.getScopeLogsList()) {
        records.addAll(scope.getLogRecordsList());
      }
    }
    return records;
  }

  /** The records of the requests that were taken, in the order they came. */
  synchronized List<LogRecord> taken() {
    return List.copyOf(taken);
  }

  synchronized List<Map<String, List<String>>> headers() {
    return List.copyOf(headers);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
