package dev.sallyport.engine.detect;

import static dev.sallyport.engine.detect.Masking.mask;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrivateKeyTest {
  private static final String BODY = "\nMIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSj\n";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "PRIVATE KEY",
        "RSA PRIVATE KEY",
        "EC PRIVATE KEY",
        "ENCRYPTED PRIVATE KEY",
        "OPENSSH PRIVATE KEY",
        "PGP PRIVATE KEY BLOCK",
      })
  void masksFromBeginToEnd(String label) {
    String key = begin(label) + BODY + end(label);
    assertThat(mask(Detector.PRIVATE_KEY, "a " + key + " b " + key + "\n"))
        .isEqualTo("a *** b ***\n");
    assertThat(mask(Detector.PRIVATE_KEY, key + key)).isEqualTo("***");
    assertThat(mask(Detector.PRIVATE_KEY, key.replace("\n", "\\n"))).isEqualTo("***");
  }

  @Test
  void masksToTheEndWithoutAnEnd() {
    String open = begin("PRIVATE KEY") + BODY;
    assertThat(mask(Detector.PRIVATE_KEY, "a " + open)).isEqualTo("a ***");
    assertThat(mask(Detector.PRIVATE_KEY, "a " + open + "-----END CERTIFICATE-----\nMIIE"))
        .isEqualTo("a ***");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-----BEGIN PUBLIC KEY-----\nMIIB\n-----END PUBLIC KEY-----",
        "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----",
        "BEGIN PRIVATE KEY",
        "--- BEGIN PRIVATE KEY ---",
        "-----END PRIVATE KEY-----",
        "begin with your private key",
      })
  void leavesWhatIsNoPrivateKey(String text) {
    assertThat(mask(Detector.PRIVATE_KEY, text)).isSameAs(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u2014\u2014\u2014\u2014\u2014BEGIN PRIVATE KEY\u2014\u2014\u2014\u2014\u2014",
        "-----BEGIN PRI\u200bVATE KEY-----",
        "-----begin private key-----",
        "---- BEGIN SSH2 ENCRYPTED PRIVATE KEY ----",
        "-----BEGIN\u00a0PRIVATE\u00a0KEY-----",
        "-----\uff22\uff25\uff27\uff29\uff2e PRIVATE KEY-----",
      })
  void seesThroughOtherDashesAndInvisibleCharacters(String begin) {
    assertThat(mask(Detector.PRIVATE_KEY, begin + BODY)).isEqualTo("***");
  }

  private static String begin(String label) {
    return "-----" + "BEGIN " + label + "-----";
  }

  private static String end(String label) {
    return "-----" + "END " + label + "-----";
  }
}
