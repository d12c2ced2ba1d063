package dev.sallyport.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UtcTimeTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "1970-01-01T00:00:00.000000Z",
        "1969-12-31T23:59:59.999999Z",
        "2026-11-21T10:14:03.000007Z",
        "2024-02-29T23:59:59.120000Z",
        "9999-12-31T23:59:59.999999Z"
      })
  void writesTheInstantInFixedWidth(String text) {
    Instant instant = Instant.parse(text);
    long micros = instant.getEpochSecond() * 1_000_000 + instant.getNano() / 1_000;
    assertThat(UtcTime.micros(micros)).isEqualTo(text);
    assertThat(UtcTime.millis(micros)).isEqualTo(text.substring(0, 23) + "Z");
  }
}
