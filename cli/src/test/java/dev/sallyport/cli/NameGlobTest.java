package dev.sallyport.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NameGlobTest {
  @ParameterizedTest
  @CsvSource({
    "search_*, search_orders, true",
    "search_*, search_, true",
    "search_*, xsearch_orders, false",
    "*_refund, issue_refund, true",
    "*_refund, issue_refunds, false",
    "*re*un*, issue_refund, true",
    "a*b*c, aXbXbc, true",
    "a*b*c, aXbXb, false",
    "?ad, dad, true",
    "?ad, ad, false",
    "?, 🚀, true",
    "'*', '', true",
    "'', '', true",
    "'', a, false",
    "Refund, refund, false",
    "a.b, axb, false",
    "[ab], a, false",
    "**, anything, true"
  })
  void matchesTheWholeName(String pattern, String name, boolean matches) {
    assertThat(new NameGlob(pattern).matches(name)).isEqualTo(matches);
  }

  @Test
  void aHostileNameTakesNoExponentialTime() {
    String name = "a".repeat(20_000);
    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(10),
        () -> assertThat(new NameGlob("*a*a*a*a*a*a*a*a*b").matches(name)).isFalse());
  }
}
