package dev.sallyport.cli.fleet;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The producer's properties: the user's, such as those of SASL and TLS, and those that the promise
 * of at-least-once, in order, stands on.
 */
final class KafkaSettings {
  private static final Set<String> COMPRESSIONS = Set.of("none", "gzip");

  /** Set here, so that nothing is lost or reordered; a file that sets them is refused. */
  private static final Map<String, String> FIXED =
      Map.of(
          "acks",
          "all",
          "enable.idempotence",
          "true",
          "max.in.flight.requests.per.connection",
          "5",
          "retries",
          String.valueOf(Integer.MAX_VALUE),
          // A message that is given up while later ones arrive would leave a hole.
          "delivery.timeout.ms",
          String.valueOf(Integer.MAX_VALUE));

  private static final Set<String> REFUSED =
      Set.of(
          "bootstrap.servers",
          "key.serializer",
          "value.serializer",
          "partitioner.class",
          "transactional.id",
          "interceptor.classes",
          "metric.reporters",
          "max.block.ms");

  private KafkaSettings() {}

  /**
   * The properties for {@code brokers}.
   *
   * @param file the user's, or null
   * @throws IOException if it can't be read, or sets what it must not
   */
  static Map<String, Object> read(String brokers, @Nullable Path file) throws IOException {
    Map<String, Object> settings = new HashMap<>();
    settings.put("client.id", "sallyport-export");
    settings.put("linger.ms", "5");
    settings.put("reconnect.backoff.ms", "100");
    settings.put("reconnect.backoff.max.ms", "2000");
    settings.put("enable.metrics.push", "false");
    settings.put("compression.type", "none");
    for (Map.Entry<Object, Object> entry : load(file).entrySet()) {
      String key = String.valueOf(entry.getKey());
      String value = String.valueOf(entry.getValue()).trim();
      check(key, value, file);
      settings.put(key, value);
    }
    settings.putAll(FIXED);
    settings.put("bootstrap.servers", brokers);
    settings.put("max.block.ms", "500"); // so that Ctrl-C is heard
    return settings;
  }

  private static Properties load(@Nullable Path file) throws IOException {
    Properties properties = new Properties();
    if (file != null) {
      try (Reader in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
        properties.load(in);
      } catch (IOException | IllegalArgumentException e) {
        throw new IOException("can't read the Kafka properties `" + file + "`: " + e, e);
      }
    }
    return properties;
  }

  private static void check(String key, String value, @Nullable Path file) throws IOException {
    if (key.equals("compression.type") && !COMPRESSIONS.contains(value)) {
      throw new IOException(
          place(key, value, file) + ", wanted `none` or `gzip`: the others need native libraries");
    }
    if (key.equals("sasl.mechanism") && value.equals("OAUTHBEARER")) {
      throw new IOException(
          place(key, value, file)
              + ", wanted `PLAIN`, `SCRAM-SHA-256`, `SCRAM-SHA-512` or `GSSAPI`");
    }
    if (REFUSED.contains(key)) {
      throw new IOException(place(key, value, file) + ", which the export sets itself");
    }
    String fixed = FIXED.get(key);
    if (fixed != null && !fixed.equals(value)) {
      throw new IOException(
          place(key, value, file) + ", wanted `" + fixed + "`: records must not get lost");
    }
  }

  private static String place(String key, String value, @Nullable Path file) {
    // Values may be secrets; those named here can't be.
    return "the Kafka properties `" + file + "`: got `" + key + "=" + value + "`";
  }
}
