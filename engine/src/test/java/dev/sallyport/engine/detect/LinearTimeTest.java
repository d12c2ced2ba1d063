package dev.sallyport.engine.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A quadratic scanner would need minutes for these texts of a quarter of a million characters. */
class LinearTimeTest {
  private static final int CHARACTERS = 1 << 18;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1",
        "4",
        "4 ",
        "4111 ",
        "4111-1111-1111-111",
        "4a",
        "a1",
        "DE89 ",
        "DE8",
        "DE 8 ",
        "IBAN",
        "@",
        "a@",
        "a@a.",
        "a.",
        "@a.b-",
        "+",
        "+1",
        "+1 ",
        "0 ",
        "01 ",
        "(0",
        "(",
        "-",
        "-----BEGIN PRIVATE KEY",
        "-----BEGIN PRIVATE KEY-----",
        "-----END PRIVATE KEY-----",
        "eyJ",
        "eyJ.",
        "eyJaaaaaaaaaa.",
        "bearer ",
        "sk-",
        "token",
        "token=",
        "token: ",
        "token=a(",
        "password=\"",
        "phone ",
        "phone: 1",
        "=",
        ":",
        " ",
        "\\",
        "\\n",
        "\\u0034",
        "\u200b",
        "\u0301",
        "\ud835\udfcf",
        "\u0000",
        "*",
        "12345678Z",
      })
  @Timeout(value = 30, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void scansHostileTexts(String part) {
    String text = "a@b.cc " + part.repeat(CHARACTERS / part.length());
    assertThat(Masking.maskAll(text)).startsWith("***");
  }

  @Test
  @Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void scansAMillionCharacters() {
    String part = "token: 41 (0)1-DE89 a@b eyJ sk-x -----BEGIN ";
    String text = "a@b.cc " + part.repeat((1 << 20) / part.length());
    assertThat(Masking.maskAll(text)).startsWith("***").hasSizeGreaterThan(900_000);
  }
}
