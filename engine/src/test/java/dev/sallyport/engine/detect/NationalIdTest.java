package dev.sallyport.engine.detect;

import static dev.sallyport.engine.detect.Masking.mask;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NationalIdTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "SSN 123-45-6789.|SSN ***.",
        "123 45 6789|***",
        "912-70-1234|***",
        "ssn=123456789|ssn=***",
        "Social Security Number: 123456789|Social Security Number: ***",
        "AB123456C|***",
        "ab 12 34 56 c|***",
        "86095742719|***",
        "86 095 742 719|***",
        "65929970489|***",
        "12345678Z|***",
        "12345678-z|***",
        "12.345.678-Z|***",
        "X1234567L|***",
        "RSSMRA85T10A562S|***",
        "RSS MRA 85T10 A562S|***",
        "2 55 08 14 168 025 38|***",
        "255081416802538|***",
        "bsn: 111222333|bsn: ***",
        "1112.22.333|***",
        "756.9217.0769.85|***",
        "7569217076985|***",
        "93.05.18-223.61|***",
        "529.982.247-25|***",
        "(123-45-6789)|(***)",
      })
  void masksNumbersWithTheirChecks(String text, String masked) {
    assertThat(mask(Detector.NATIONAL_ID, text)).isEqualTo(masked);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "000-12-3456",
        "666-12-3456",
        "900-12-3456",
        "123-00-6789",
        "123-45-0000",
        "123-45-6789-01",
        "99-123-45-6789",
        "10 123 45 6789 12",
        "123456789",
        "QQ123456C", // prefixes never given out
        "GB123456C",
        "AB123456E",
        "AB1234567",
        "86095742718", // check digit off by one
        "12345678901",
        "11111111111",
        "12345678A",
        "12345678ZZ",
        "X1234567M",
        "W1234567L",
        "RSSMRA85T10A562T",
        "RSSMRA85Z10A562S",
        "255081416802539",
        "355081416802538",
        "1112.22.334",
        "111222333",
        "bsn: 111222334",
        "756.9217.0769.86",
        "93.05.18-223.62",
        "529.982.247-26",
        "111.111.111-11",
        "1763729399123",
        "2026-11-21",
        "550e8400-e29b-41d4-a716-446655440000",
        "d41d8cd98f00b204e9800998ecf8427e",
        "1.2.3-45",
        "415-555-2671",
      })
  void leavesNumbersWithWrongChecks(String text) {
    assertThat(mask(Detector.NATIONAL_ID, text)).isSameAs(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "123\u201345\u20136789",
        "\u0661\u0662\u0663-45-6789",
        "123\u200b-45-67\u200d89",
        "\uff21\uff22123456\uff23",
        "123\u00a045\u00a06789",
      })
  void seesThroughOtherDigitsAndInvisibleCharacters(String text) {
    assertThat(mask(Detector.NATIONAL_ID, text)).isEqualTo("***");
  }
}
