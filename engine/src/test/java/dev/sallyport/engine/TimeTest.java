package dev.sallyport.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "2026-11-21T09:05:59.999Z|time.hour == 9 and time.minute == 5|true",
        "2026-11-21T09:05:00Z|time.clock == '09:05'|true",
        "2026-11-21T09:05:00Z|time.clock >= '09:00' and time.clock < '17:30'|true",
        "2026-11-21T17:30:00Z|time.clock >= '09:00' and time.clock < '17:30'|false",
        "2026-11-21T09:05:00Z|time.date == '2026-11-21'|true",
        "2026-11-21T09:05:00Z|time.date > '2026-02-28'|true",
        "2026-11-21T09:05:00Z|time.weekday == 'saturday'|true",
        "2026-11-21T09:05:00Z|time.weekday in ['monday', 'friday']|false",
        "2026-11-21T09:05:00Z|time.weekday not in ['monday', 'friday']|true",
        "2026-11-21T09:05:00Z|time['UTC'].hour == 9|true",
        "2026-11-21T09:05:00Z|time['Europe/Berlin'].hour == 10|true",
        "2026-07-21T09:05:00Z|time['Europe/Berlin'].hour == 11|true",
        "2026-11-21T23:30:00Z|time['Europe/Berlin'].weekday == 'sunday'|true",
        "2026-11-21T23:30:00Z|time['Europe/Berlin'].date == '2026-11-22'|true",
        "2026-11-21T23:30:00Z|time['America/New_York'].clock == '18:30'|true",
        "2026-11-21T23:30:00Z|time['Asia/Kathmandu'].minute == 15|true",
        "2026-11-21T00:00:00Z|time['America/Los_Angeles'].date < time_of_day|false",
        "1970-01-01T00:00:00Z|time.weekday == 'thursday' and time.hour == 0|true",
        "1969-12-31T23:59:59Z|time.date == '1969-12-31' and time.clock == '23:59'|true",
        // twice in the night in which clocks go back
        "2026-10-25T00:30:00Z|time['Europe/Berlin'].clock == '02:30'|true",
        "2026-10-25T01:30:00Z|time['Europe/Berlin'].clock == '02:30'|true",
        // values that a call brings
        "2026-11-21T09:05:00Z|time.date <= args.expiry|true",
        "2026-11-21T09:05:00Z|args.days[*] == time.weekday|true",
        "2026-11-21T09:05:00Z|time.weekday in args.days|true",
        "2026-11-21T09:05:00Z|args.days contains time.weekday|true",
        "2026-11-21T09:05:00Z|time.hour < args.until|true",
        "2026-11-21T09:05:00Z|time.hour < args.absent|false",
      })
  void readsTheTimeOfTheCall(String moment, String condition, boolean holds) {
    String arguments =
        "{\"expiry\":\"2026-12-31\",\"days\":[\"friday\",\"saturday\"],\"until\":17.5}";
    CallView call =
        new CallView().tool("t").arguments(arguments).time(Instant.parse(moment).toEpochMilli(), 0);

    Decision decision = new PolicyDecisionPoint(Policies.oneRule("deny", condition)).decide(call);

    assertThat(decision.erringRules()).isEmpty();
    assertThat(decision.effect()).isEqualTo(holds ? Effect.DENY : Effect.ALLOW);
  }
}
