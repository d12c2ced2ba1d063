package dev.sallyport.engine.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** What holds for masking whatever the text is. */
class MaskingPropertiesTest {
  @Property(tries = 5_000)
  void changesNothingOutsideOfTheSpans(@ForAll("texts") String text) {
    Spans spans = new Spans(text.length());
    Masking.all(0).find("", text, spans);
    StringBuilder expected = new StringBuilder();
    int at = 0;
    for (Spans.Span span : spans.united()) {
      assertThat(span.start()).isGreaterThanOrEqualTo(at);
      expected.append(text, at, span.start()).append("***");
      at = span.end();
    }
    String masked = Masking.maskAll(text);
    assertThat(masked).isEqualTo(expected.append(text.substring(at)).toString());
    assertThat(masked == text).isEqualTo(spans.united().isEmpty());
  }

  @Property(tries = 20_000)
  void masksTwiceAsOnce(@ForAll("texts") String text) {
    String once = Masking.maskAll(text);
    assertThat(Masking.maskAll(once)).isEqualTo(once);
  }

  @Property(tries = 5_000)
  void masksTwiceAsOnceWithLastCharactersKept(
      @ForAll("secrets") String secret, @ForAll @IntRange(min = 1, max = 8) int keepLast) {
    for (Detector detector : Detector.values()) {
      TextDetector masking = TextDetector.of(List.of(detector), List.of(), keepLast);
      String once = masking.mask("a " + secret + " b");
      assertThat(masking.mask(once)).isEqualTo(once);
    }
  }

  @Property(tries = 5_000)
  void masksSecretsInAnySurroundings(
      @ForAll("secrets") String secret,
      @ForAll("words") String before,
      @ForAll("words") String after) {
    String masked = Masking.maskAll(before + " , " + secret + " , " + after);
    assertThat(masked).doesNotContain(secret.substring(secret.length() / 2));
  }

  @Property(tries = 5_000)
  void neverSplitsACharacter(@ForAll("texts") String text) {
    String masked = Masking.maskAll(text);
    for (int at = 0; at < masked.length(); at++) {
      if (Character.isHighSurrogate(masked.charAt(at))) {
        assertThat(Character.isLowSurrogate(masked.charAt(++at))).isTrue();
      } else {
        assertThat(Character.isLowSurrogate(masked.charAt(at))).isFalse();
      }
    }
  }

  @Provide
  Arbitrary<String> texts() {
    Arbitrary<String> piece =
        Arbitraries.oneOf(
            secrets(),
            words(),
            Arbitraries.strings().withChars("0123456789").ofMinLength(1).ofMaxLength(20),
            Arbitraries.of(
                " ",
                "-",
                ".",
                ": ",
                "=",
                "@",
                "+",
                "(",
                ")",
                "/",
                ",",
                "\n",
                "\\n",
                "\u200b",
                "\u00a0",
                "***",
                "*",
                "\ud83d\ude00",
                "\u0301",
                "\"",
                "phone",
                "ssn",
                "token",
                "password",
                "eyJ"));
    return piece.list().ofMaxSize(12).map(pieces -> String.join("", pieces));
  }

  @Provide
  Arbitrary<String> words() {
    return Arbitraries.of(
        "order",
        "2026-11-21",
        "13:09:59",
        "42",
        "3.14",
        "x",
        "EUR 12.50",
        "caf\u00e9",
        "\u8c22\u8c22",
        "550e8400-e29b-41d4-a716-446655440000",
        "v1.2.3",
        "/srv/data",
        "100",
        "a",
        "B7");
  }

  @Provide
  Arbitrary<String> secrets() {
    return Arbitraries.of(
        List.of(
            "4111111111111111",
            "4111 1111 1111 1111",
            "3782 822463 10005",
            "DE89370400440532013000",
            "GB29 NWBK 6016 1331 9268 19",
            "john.doe@example.com",
            "+49 30 1234567",
            "(415) 555-2671",
            "030 1234567",
            "123-45-6789",
            "RSSMRA85T10A562S",
            "86095742719",
            "gh" + "p_A1b2C3d4E5f6G7h8I9j0K1l2M3n4O5p6Q7r8",
            "api_key=0123456789abcdef",
            "Authorization: Bearer abcdef12345678",
            "-----BEGIN PRIVATE KEY-----MIIE-----END PRIVATE KEY-----"));
  }
}
