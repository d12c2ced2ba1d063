package dev.sallyport.cli.fleet;

import com.google.protobuf.InvalidProtocolBufferException;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsPartialSuccess;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * A collector that takes OpenTelemetry logs over HTTP, in protobuf. One request at a time, so that
 * records arrive in order. Follows the OTLP specification 1.x in what is tried again. Not
 * thread-safe.
 */
final class OtlpTarget implements ExportTarget {
  private static final String PROTOBUF = "application/x-protobuf";
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
  private static final long POLL_MILLIS = 100;
  private static final long MAX_RETRY_AFTER_MILLIS = TimeUnit.MINUTES.toMillis(5);

  private final URI uri;
  private final Map<String, String> headers;
  private final boolean gzip;
  private final Consumer<String> say;
  private final HttpClient client;

  /**
   * The collector at {@code uri}.
   *
   * @param uri where logs are posted to, http or https
   * @param headers to send along
   * @param gzip whether to compress requests
   * @param say for what the collector says about records that it does not keep
   */
  OtlpTarget(URI uri, Map<String, String> headers, boolean gzip, Consumer<String> say) {
    this.uri = uri;
    this.headers = Map.copyOf(headers);
    this.gzip = gzip;
    this.say = say;
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_TIMEOUT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
  }

  @Override
  public String description() {
    return "collector `" + uri + "`";
  }

  /** Sends nothing: a request without records is no test of anything. */
  @Override
  public String connect(Patience patience) {
    return "otlp " + uri;
  }

  @Override
  public long deliver(List<ExportItem> items, Patience patience)
      throws TargetException, StoppedException {
    HttpRequest request = request(items);
    while (true) {
      HttpResponse<byte[]> response = exchange(request, patience);
      if (response == null) {
        continue;
      }
      int status = response.statusCode();
      if (status == 200) {
        patience.succeeded();
        return refused(response);
      }
      if (status == 413 && items.size() > 1) {
        int half = items.size() / 2;
        long refused = deliver(items.subList(0, half), patience);
        return refused + deliver(items.subList(half, items.size()), patience);
      }
      if (!isTemporary(status)) {
        throw new TargetException(description() + " answered `" + status + "`" + text(response));
      }
      patience.failed("it answered `" + status + "`", retryAfterMillis(response));
    }
  }

  private static boolean isTemporary(int status) {
    return status == 429 || status == 502 || status == 503 || status == 504;
  }

  private HttpRequest request(List<ExportItem> items) {
    byte[] body = OtlpRequests.of(items).toByteArray();
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri).timeout(TIMEOUT).header("content-type", PROTOBUF);
    headers.forEach(request::header);
    if (gzip) {
      request.header("content-encoding", "gzip");
      body = compressed(body);
    }
    return request.POST(HttpRequest.BodyPublishers.ofByteArray(body)).build();
  }

  private static byte[] compressed(byte[] body) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(body);
    } catch (IOException e) {
      throw new IllegalStateException("memory can't be written to", e);
    }
    return bytes.toByteArray();
  }

  /** The answer, or null if there was none and it is time to try again. */
  private @Nullable HttpResponse<byte[]> exchange(HttpRequest request, Patience patience)
      throws TargetException, StoppedException {
    CompletableFuture<HttpResponse<byte[]>> answer =
        client.sendAsync(request, HttpResponse.BodyHandlers.ofByteArray());
    long deadline = System.nanoTime() + TIMEOUT.toNanos();
    try {
      while (System.nanoTime() - deadline < 0) {
        try {
          return answer.get(POLL_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
          patience.pause(0); // ends if the user wants the end
        }
      }
      patience.failed("no answer for `" + TIMEOUT.toSeconds() + "` seconds");
    } catch (ExecutionException e) {
      patience.failed(reason(e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoppedException();
    } finally {
      answer.cancel(true);
    }
    return null;
  }

  private static String reason(ExecutionException e) {
    Throwable cause = e.getCause() == null ? e : e.getCause();
    String message = cause.getMessage();
    return message == null ? cause.getClass().getSimpleName() : message;
  }

  /** How many records the collector took and did not keep; sending them again is no use. */
  private long refused(HttpResponse<byte[]> response) throws TargetException {
    byte[] body = response.body();
    String type = response.headers().firstValue("content-type").orElse("");
    if (body.length > 0 && !type.startsWith(PROTOBUF)) {
      throw new TargetException(
          description() + " answered with `" + type + "`, wanted `" + PROTOBUF + "`");
    }
    try {
      ExportLogsPartialSuccess partial =
          ExportLogsServiceResponse.parseFrom(body).getPartialSuccess();
      if (partial.getRejectedLogRecords() > 0 || !partial.getErrorMessage().isEmpty()) {
        say.accept(
            description()
                + " refused `"
                + partial.getRejectedLogRecords()
                + "` records: "
                + partial.getErrorMessage());
      }
      return Math.max(0, partial.getRejectedLogRecords());
    } catch (InvalidProtocolBufferException e) {
      throw new TargetException(description() + " answered with what is no OTLP response");
    }
  }

  /** The header {@code Retry-After} of RFC 9110: seconds or a date; 0 if there is none. */
  private static long retryAfterMillis(HttpResponse<?> response) {
    String value = response.headers().firstValue("retry-after").orElse("").trim();
    long millis = 0;
    try {
      millis = TimeUnit.SECONDS.toMillis(Long.parseLong(value));
    } catch (NumberFormatException e) {
      millis = millisUntil(value);
    }
    return Math.max(0, Math.min(millis, MAX_RETRY_AFTER_MILLIS));
  }

  private static long millisUntil(String date) {
    try {
      ZonedDateTime at = ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME);
      return Duration.between(Instant.now(), at).toMillis();
    } catch (DateTimeParseException e) {
      return 0;
    }
  }

  private static String text(HttpResponse<byte[]> response) {
    byte[] body = response.body();
    int length = Math.min(body.length, 200);
    String text = new String(body, 0, length, StandardCharsets.UTF_8).trim();
    return text.isEmpty() ? "" : ": " + text;
  }

  /** Nothing is kept open that would outlive the process. */
  @Override
  public void close() {}
}
