package dev.sallyport.engine.detect;

import static dev.sallyport.engine.detect.Masking.mask;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CardNumberTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "4111111111111111|***",
        "pay with 4111 1111 1111 1111 now|pay with *** now",
        "card:4111-1111-1111-1111.|card:***.",
        "4111.1111.1111.1111|***",
        "4111 - 1111 - 1111 - 1111|***",
        "4 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1|***",
        "41 11 11 11 11 11 11 11|***",
        "411111 1111111111|***",
        "5555555555554444,2223003122003222|***,***",
        "3782 822463 10005|***",
        "371449635398431|***",
        "3056 930902 5904|***",
        "6011111111111117|***",
        "3530111333300000|***",
        "6759649826438453|***",
        "6200000000000005|***",
        "4222222222222|***",
        "4000000000000000006|***",
        "4111 1111 1111 1111 12 27 123|*** 12 27 123",
        "4111 1111 1111 1111 1227|*** 1227",
        "0001 4111 1111 1111 1111|0001 ***",
        "4111 1111 1111 1111 5555 5555 5555 4444|*** ***",
        "PAN4111111111111111|PAN***",
        "number=4111111111111111&x=1|number=***&x=1",
        "<4111111111111111>|<***>",
        "exp 12/27 4111111111111111|exp 12/27 ***",
      })
  void masksNumbersOfKnownIssuersWithRightCheckDigit(String text, String masked) {
    assertThat(mask(Detector.CARD_NUMBER, text)).isEqualTo(masked);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "4111111111111112", // Luhn off by one
        "4111 1111 1111 1112",
        "1111111111111117", // no issuer
        "9999999999999995",
        "41111111111111111", // 17 digits is no length of that issuer
        "411111111111111",
        "94111111111111111119", // longer run
        "00000000000000000000004111111111111111",
        "1763729399123", // milliseconds
        "1763729399123456", // microseconds
        "1763729399123456789",
        "2026-11-21T13:09:59.123456789Z",
        "20261121130959123456",
        "0.4111111111111111",
        "13.4242424242424242",
        "41111111-1111-1111-1111-111111111111", // UUIDs
        "550e8400-e29b-41d4-a716-446655440000",
        "4123-8123-9123-1234567a9012",
        "d41d8cd98f00b204e9800998ecf8427e",
        "a4111111111111111b", // within a hexadecimal word
        "f4111111111111111",
        "404-1234567-1234567", // order numbers
        "4006381333931", // EAN-13 whose Luhn digit is right by chance is no card
        "2001 2002 2003 2004 2005 2006 2007 2008 2009 2010 2011 2012 2013 2014 2015 2016",
        "v4.11.11.111111",
        "4111,1111,1111,1111",
        "4111:1111:1111:1111",
        "+49 30 123456789012",
      })
  void leavesWhatOnlyLooksLikeOne(String text) {
    assertThat(mask(Detector.CARD_NUMBER, text)).isSameAs(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\uff14\uff11\uff11\uff11\uff11\uff11\uff11\uff11\uff11\uff11\uff11\uff11\uff11\uff11\uff11\uff11",
        "\u0664\u0661\u0661\u0661\u0661\u0661\u0661\u0661\u0661\u0661\u0661\u0661\u0661\u0661\u0661\u0661",
        "\u096a\u0967\u0967\u0967 1111 1111 1111",
        "4111\u00a01111\u202f1111\u30001111",
        "4111\u20131111\u20141111\u22121111",
        "4111\uff0d1111\ufe631111\u20111111",
        "4\u200b111\u200d1111\u20601111\ufeff1111",
        "4111\u00ad1111\u00ad1111\u00ad1111",
        "4111\u202e1111\u202c11111111",
        "4111\t1111\t1111\t1111",
        "4\u0336111111111111111",
        "4\ufe0f\u20e3111111111111111",
        "4111\u0000111111111111",
        "4\u3164111111111111111",
        "\\u0034111111111111111",
        "4111\ud835\udfcf11111111111",
        "4111\u28001111\u28001111\u28001111",
      })
  void seesThroughOtherDigitsAndInvisibleCharacters(String text) {
    assertThat(mask(Detector.CARD_NUMBER, text)).isEqualTo("***");
  }

  @Test
  void doesNotTakeTheDigitsOfAnAccountNumberForACard() {
    String iban = NumbersWithChecks.iban("DE", "4306096741111111111111".substring(0, 18));
    String likeACard = NumbersWithChecks.iban("DE", "411111111111111100");
    for (String text : new String[] {iban, likeACard, NumbersWithChecks.inFours(likeACard)}) {
      assertThat(mask(Detector.CARD_NUMBER, text)).isSameAs(text);
    }
  }

  @Test
  void leavesNinetyPercentOfNumbersOfAnIssuer() {
    int masked = 0;
    for (int at = 0; at < 1_000; at++) {
      String text = Long.toString(4_000_000_000_000_000L + at * 7_919L);
      masked += mask(Detector.CARD_NUMBER, text).equals("***") ? 1 : 0;
    }
    assertThat(masked).isBetween(90, 110);
  }
}
