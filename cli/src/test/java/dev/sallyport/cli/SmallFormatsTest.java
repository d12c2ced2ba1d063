package dev.sallyport.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SmallFormatsTest {
  private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "0, 0ns",
    "999, 999ns",
    "1000, 1.0us",
    "14_250_000, 14.2ms",
    "99_999_999, 99.9ms",
    "100_000_000, 100ms",
    "999_999_999, 999ms",
    "2_100_000_000, 2.1s",
    "59_999_999_999, 59.9s",
    "60_000_000_000, 1m00s",
    "7_384_000_000_000, 123m04s",
    "9223372036854775807, 153722867m16s",
    "-1, ?"
  })
  void durationsHaveFewDigits(String nanos, String shown) {
    assertThat(Durations.show(Long.parseLong(nanos.replace("_", "")))).isEqualTo(shown);
  }

  @ParameterizedTest
  @CsvSource({
    "30s, 2026-11-21T09:59:30Z",
    "10m, 2026-11-21T09:50:00Z",
    "2h, 2026-11-21T08:00:00Z",
    "7d, 2026-11-14T10:00:00Z",
    "0s, 2026-11-21T10:00:00Z",
    "36500d, 1926-12-16T10:00:00Z",
    "2026-11-21T09:00:00Z, 2026-11-21T09:00:00Z",
    "2026-11-21T09:00Z, 2026-11-21T09:00:00Z",
    "2026-11-21T09:00:00.123456+02:00, 2026-11-21T07:00:00.123456Z"
  })
  void pointsInTimeAreAgesOrInstants(String text, String instant) {
    assertThat(PointInTime.parse(text, NOW)).isEqualTo(Instant.parse(instant));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "m", "10", "10 m", "-10m", "1.5h", "10M", "1000000s", "10min", "2026-11-21"})
  void whatIsNoPointInTimeIsTold(String text) {
    assertThat(PointInTime.parse(text, NOW)).isNull();
  }

  @Test
  void coloursAreOffWhereTheUserOrTheTerminalSaysSo() {
    assertThat(Terminal.allowsColor(Map.of())).isTrue();
    assertThat(Terminal.allowsColor(Map.of("NO_COLOR", ""))).isTrue();
    assertThat(Terminal.allowsColor(Map.of("NO_COLOR", "1"))).isFalse();
    assertThat(Terminal.allowsColor(Map.of("TERM", "dumb"))).isFalse();
    assertThat(Terminal.allowsColor(Map.of("TERM", "xterm"))).isTrue();
  }

  @Test
  void aBuildOutputIsNoTerminal() {
    assertThat(Terminal.isColored(Map.of())).isFalse();
  }
}
