package dev.sallyport.cli.witness;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventLinesTest {
  private Instant now = TestWitness.NOW;

  @Test
  void aFloodOfEventsIsCountedInsteadOfShown() {
    List<String> shown = new ArrayList<>();
    EventLines lines = new EventLines(shown::add, new SetClock());
    for (int i = 0; i < 1_000; i++) {
      lines.accept("event " + i);
    }
    assertThat(shown).hasSize(100).endsWith("event 99");
    now = now.plusSeconds(1);
    lines.accept("next");
    assertThat(shown.subList(100, 102))
        .containsExactly("events not shown, because there were too many: 900", "next");
    lines.sayLeftOut();
    assertThat(shown).hasSize(102);
  }

  private final class SetClock extends Clock {
    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
