package dev.sallyport.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpTargetTest {
  @ParameterizedTest
  @CsvSource({
    "/a/b?c=http://d.test/, /a/b",
    "?a, /",
    "'', /",
    "a, /a",
    "http://good.test, /",
    "http://good.test?a, /",
    "http://good.test/a?b, /a",
  })
  void takesThePathOfATargetAtTheSameHost(String target, String path) {
    assertThat(HttpTarget.path(target, "http", "good.test")).isEqualTo(path);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://bad.test/",
        "https://good.test/",
        "http://good.test@bad.test/",
        "http://good.test.bad.test/",
        "http://good.test:81/",
        "http://good.test\\@bad.test/",
        "HTTP://bad.test/",
        "bad.test:443"
      })
  void hasNoPathForATargetThatMayLeadElsewhere(String target) {
    assertThat(HttpTarget.path(target, "http", "good.test")).isNull();
  }

  @Test
  void splitsAnAuthorityAtItsPort() {
    assertThat(HttpTarget.host("good.test:81")).isEqualTo("good.test");
    assertThat(HttpTarget.port("good.test:81", 80)).isEqualTo(81);
    assertThat(HttpTarget.host("[::1]")).isEqualTo("[::1]");
    assertThat(HttpTarget.port("[::1]", 80)).isEqualTo(80);
  }
}
