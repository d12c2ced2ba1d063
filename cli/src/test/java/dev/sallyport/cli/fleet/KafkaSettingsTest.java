package dev.sallyport.cli.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The properties of the producer: what a user may set, and what nobody may. */
class KafkaSettingsTest {
  @TempDir Path folder;

  @Test
  void takesTheUsersSecurityAndKeepsThePromises() throws Exception {
    assertThat(
            KafkaSettings.read(
                "b:9092", file("security.protocol=SASL_SSL\nlinger.ms=50\nacks=all")))
        .containsEntry("bootstrap.servers", "b:9092")
        .containsEntry("security.protocol", "SASL_SSL")
        .containsEntry("linger.ms", "50")
        .containsEntry("acks", "all")
        .containsEntry("enable.idempotence", "true")
        .containsEntry("compression.type", "none");
  }

  @Test
  void refusesWhatWouldLoseOrReorderRecords() throws Exception {
    for (String line :
        new String[] {
          "acks=1",
          "enable.idempotence=false",
          "max.in.flight.requests.per.connection=10",
          "retries=0",
          "delivery.timeout.ms=1000",
          "bootstrap.servers=other:1",
          "key.serializer=x",
          "transactional.id=x",
          "partitioner.class=x"
        }) {
      assertRefused(line, "got `" + line + "`");
    }
  }

  @Test
  void refusesWhatTheJarHasNoLibraryFor() throws Exception {
    assertRefused("compression.type=zstd", "wanted `none` or `gzip`");
    assertRefused("compression.type=lz4", "wanted `none` or `gzip`");
    assertRefused("compression.type=snappy", "wanted `none` or `gzip`");
    assertRefused("sasl.mechanism=OAUTHBEARER", "wanted `PLAIN`");
  }

  @Test
  void saysWhichFileItCantRead() {
    assertThatThrownBy(() -> KafkaSettings.read("b:1", folder.resolve("none")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("can't read the Kafka properties `" + folder.resolve("none"));
  }

  private void assertRefused(String line, String message) throws IOException {
    Path file = file(line);
    assertThatThrownBy(() -> KafkaSettings.read("b:1", file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(message);
  }

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("producer.properties"), text + "\n");
  }
}
