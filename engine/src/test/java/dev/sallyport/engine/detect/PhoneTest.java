package dev.sallyport.engine.detect;

import static dev.sallyport.engine.detect.Masking.mask;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PhoneTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "+14155552671|***",
        "call +1 (415) 555-2671 now|call *** now",
        "+1.415.555.2671|***",
        "+44 20 7946 0958, +44 (0)20 7946 0958|***, ***",
        "+4915112345678.|***.",
        "+49 (0) 30 / 123 45 67|***",
        "+33 1 23 45 67 89|***",
        "+354 555 1234|***",
        "+7 912 345-67-89|***",
        "tel:+49-30-1234567|tel:***",
        "0049 30 1234567|***",
        "(415) 555-2671|***",
        "415-555-2671|***",
        "415.555.2671|***",
        "1-415-555-2671|***",
        "tel:415-555-2671|tel:***",
        "030 1234567|***",
        "0171/1234567|***",
        "0171-123 4567|***",
        "01 23 45 67 89|***",
        "01.23.45.67.89|***",
        "020 7946 0958|***",
        "06-12345678|***",
        "030 1234567 12 times|*** 12 times",
        "02 1234 5678|***",
        "phone: 4155552671|phone: ***",
        "Tel. 7946 0958|Tel. ***",
        "customerPhone=5552671|customerPhone=***",
        "mobile_number: 415 555 2671|mobile_number: ***",
        "415-555-2671, 415-555-2672|***, ***",
      })
  void masksNumbersOfAUsualShape(String text, String masked) {
    assertThat(mask(Detector.PHONE, text)).isEqualTo(masked);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "4155552671",
        "12345678",
        "0301234567",
        "1763729399123",
        "2026-11-21 13:09:59",
        "2026-11-21T13:09:59+01:00",
        "21.11.2026 13:09",
        "01.02.2026 10:00",
        "01-02-2026 03-04-2026",
        "Mon, 21 Nov 2026 13:09:59 +0100",
        "192.168.100.101",
        "010.020.030.040",
        "0.123456789",
        "05.123456789",
        "version 1.22.333.4444",
        "550e8400-e29b-41d4-a716-446655440000",
        "00:1A:2B:3C:4D:5E",
        "01-23-45-67-89-AB",
        "ISBN 978-0-306-40615-7",
        "0-306-40615-2",
        "ORD-415-555-2671",
        "/orders/415-555-2671",
        "404-1234567-1234567",
        "415-555-2671-001",
        "0123-4567-8901",
        "300 400 5000",
        "012 345 678 901 234",
        "01 02 03 04 05 06",
        "115-555-2671",
        "415-155-2671",
        "+10000000 EUR",
        "+1 000 000 000",
        "+12 500 000 000",
        "x+4915112345678",
        "+4915112345678.50",
        "1e+100000000",
        "12-34-56 12345678",
        "123-45-6789",
        "headphone 12345678",
        "0x0123456789",
        "20:26:11:21:13:09",
        "phone: 2026-11-21",
        "4111 1111 1111 1111",
        "3.14159265358979",
      })
  void leavesOtherNumbers(String text) {
    assertThat(mask(Detector.PHONE, text)).isSameAs(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\uff0b14155552671",
        "+1\u00a0415\u2011555\u20112671",
        "415\u2013555\u20132671",
        "+\u0661\u0664\u0661\u0665\u0665\u0665\u0665\u0662\u0666\u0667\u0661",
        "+1\u200b415\u200b555\u200b2671",
      })
  void seesThroughOtherDigitsAndInvisibleCharacters(String text) {
    assertThat(mask(Detector.PHONE, text)).isEqualTo("***");
  }
}
