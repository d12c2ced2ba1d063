package dev.sallyport.engine.detect;

import static dev.sallyport.engine.detect.Masking.mask;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmailTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "john@example.com|***",
        "Mail john.doe+tag@mail.example.co.uk.|Mail ***.",
        "<john_doe-1@example.org>;x|<***>;x",
        "mailto:john@example.com?subject=x|mailto:***?subject=x",
        "'john@example.com'|'***'",
        "(john@example.com)|(***)",
        "a@b.cc, d@e.ff|***, ***",
        "o'brien@example.ie|***",
        "jos\u00e9@m\u00fcnchen.de|***",
        "\u0438\u0432\u0430\u043d@\u043f\u043e\u0447\u0442\u0430.\u0440\u0444|***",
        "x@xn--mnchen-3ya.de|***",
        "x@example.xn--p1ai|***",
        "john@example.com.123|***.123",
        "..john@example.com|..***",
        "\u90ae\u7bb1john@example.com\u8c22\u8c22|\u90ae\u7bb1***\u8c22\u8c22",
        "https://user:pw@example.com/|https://user:***/",
        "a=john@example.com&b=1|a=***&b=1",
      })
  void masksAddresses(String text, String masked) {
    assertThat(mask(Detector.EMAIL, text)).isEqualTo(masked);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "john@localhost",
        "@john.doe",
        "john@",
        "lodash@4.17.21",
        "npm i @angular/core@12.0.1",
        "git@github.com:owner/name.git",
        "icon@2x.png",
        "a @ b.com",
        "john@.com",
        "john@-example.com",
        "john@example.c",
        "user@192.168.0.1",
        "5 items @ 3.50",
        "@Override public",
        "image@sha256:d41d8cd98f00b204",
      })
  void leavesWhatOnlyLooksLikeOne(String text) {
    assertThat(mask(Detector.EMAIL, text)).isSameAs(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "john\uff20example.com",
        "john@example\uff0ecom",
        "john@exam\u200bple.com",
        "jo\u00adhn@example.com",
        "john\ufe6bexample\u2024com",
        "\uff4a\uff4f\uff48\uff4e@example.com",
        "\ud835\udc23\ud835\udc28\ud835\udc21\ud835\udc27@example.com",
        "john\\u0040example.com",
      })
  void seesThroughOtherLettersAndInvisibleCharacters(String text) {
    assertThat(mask(Detector.EMAIL, text)).isEqualTo("***");
  }
}
