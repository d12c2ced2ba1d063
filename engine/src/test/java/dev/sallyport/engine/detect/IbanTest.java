package dev.sallyport.engine.detect;

import static dev.sallyport.engine.detect.Masking.mask;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IbanTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "DE89370400440532013000|***",
        "DE89 3704 0044 0532 0130 00|***",
        "de89 3704 0044 0532 0130 00|***",
        "to GB29 NWBK 6016 1331 9268 19 today|to *** today",
        "IBAN:FR1420041010050500013M02606;|IBAN:***;",
        "IBANDE89370400440532013000|IBAN***",
        "NL91-ABNA-0417-1643-00|***",
        "CH93 0076 2011 6238 5295 7|***",
        "MT84MALT011000012345MTLCAST001S|***",
        "NO9386011117947|***",
        "BE68 5390 0754 7034, AT61 1904 3002 3457 3201|***, ***",
        "SE45 5000 0000 0583 9825 7466 and 12|*** and 12",
        "ES9121000418450200051332 X|*** X",
        "DE 89 3704 0044 0532 0130 00|***",
      })
  void masksIbansWithRightCheckDigits(String text, String masked) {
    assertThat(mask(Detector.IBAN, text)).isEqualTo(masked);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DE89370400440532013001", // check digits off by one
        "DE88370400440532013000",
        "DE8937040044053201300", // one short
        "DE893704004405320130000", // one long
        "XX89370400440532013000", // no country
        "US89370400440532013000",
        "ADE89370400440532013000",
        "DE89370400440532013000x",
        "DE89  3704  0044  0532  0130  00",
        "no 93 people of 8601 came in 2026",
        "NOTIFICATION 12345678901",
        "DE123456789", // a VAT number
        "550e8400-e29b-41d4-a716-446655440000",
        "be4d41d8cd98f00b204e9800998ecf8427e",
        "COBADEFFXXX",
      })
  void leavesWhatOnlyLooksLikeOne(String text) {
    assertThat(mask(Detector.IBAN, text)).isSameAs(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DE89\u00a03704\u20090044\u202f0532\u30000130\u200700",
        "DE89\u200b370400440532013000",
        "\uff24\uff25\uff18\uff19370400440532013000",
        "DE\u0668\u0669370400440532013000",
        "D\u00adE89370400440532013000",
        "DE89\u20133704\u20130044\u20130532\u20130130\u201300",
        "D E 8 9 3 7 0 4 0 0 4 4 0 5 3 2 0 1 3 0 0 0",
      })
  void seesThroughOtherLettersAndInvisibleCharacters(String text) {
    assertThat(mask(Detector.IBAN, text)).isEqualTo("***");
  }

  @ParameterizedTest
  @CsvSource({
    "DE,370400440532013000",
    "GB,NWBK60161331926819",
    "LC,HEMM000100010012001200023015",
    "YE,CBYE0001018861234567891234",
    "VG,VPVG0000012345678901",
    "SM,U0322509800000000270100"
  })
  void agreesWithTheStandardsDefinitionOfCheckDigits(String country, String account) {
    String iban = NumbersWithChecks.iban(country, account);
    assertThat(mask(Detector.IBAN, iban)).isEqualTo("***");
    assertThat(mask(Detector.IBAN, iban.toLowerCase(Locale.ROOT))).isEqualTo("***");
    assertThat(mask(Detector.IBAN, NumbersWithChecks.inFours(iban))).isEqualTo("***");
    char last = iban.charAt(iban.length() - 1);
    String wrong = iban.substring(0, iban.length() - 1) + (last == '9' ? '0' : (char) (last + 1));
    assertThat(mask(Detector.IBAN, wrong)).isSameAs(wrong);
  }
}
