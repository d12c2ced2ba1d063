package dev.sallyport.engine.detect;

import static dev.sallyport.engine.detect.Masking.mask;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApiKeyTest {
  private static final String RANDOM =
      "A1b2C3d4E5f6G7h8I9j0K1l2M3n4O5p6Q7r8S9t0U1v2W3x4Y5z6A7b8C9d0E1f2G3h4I5j6K7";

  /** Prefix and length are apart, so that no scanner takes this file for a leak. */
  @ParameterizedTest
  @CsvSource({
    "gh,p_,36",
    "gh,o_,36",
    "gh,s_,36",
    "github,_pat_,60",
    "glp,at-,20",
    "xox,b-,40",
    "xox,p-,40",
    "AI,za,35",
    "sk,_live_,24",
    "rk,_live_,24",
    "sk,-,48",
    "sk,-ant-api03-,60",
    "sk,-proj-,60",
    "np,m_,36",
    "h,f_,34",
    "GOC,SPX-,28",
    "S,G.,66",
    "whs,ec_,32"
  })
  void masksKeysWithAPrefixThatTheIssuerDocuments(String first, String second, int length) {
    String key = first + second + RANDOM.substring(0, length);
    assertThat(mask(Detector.API_KEY, "use " + key + ", please")).isEqualTo("use ***, please");
    assertThat(mask(Detector.API_KEY, "x" + key)).isEqualTo("x" + key);
    String tooShort = first + second + RANDOM.substring(0, 8);
    assertThat(mask(Detector.API_KEY, tooShort)).isSameAs(tooShort);
  }

  @Test
  void masksAccessKeyIdsOfTheirExactLength() {
    String key = "AKI" + "AIOSFODNN7EXAMPLE";
    assertThat(mask(Detector.API_KEY, key + " ASI" + key.substring(3))).isEqualTo("*** ***");
    assertThat(mask(Detector.API_KEY, key + "X")).isEqualTo(key + "X");
    assertThat(mask(Detector.API_KEY, "ASIAnInstitutesOfTec")).isEqualTo("ASIAnInstitutesOfTec");
  }

  @Test
  void masksJsonWebTokens() {
    String header = "eyJ" + "hbGciOiJIUzI1NiJ9";
    String payload = "eyJ" + "zdWIiOiIxMjM0NTY3ODkwIn0";
    String signed = header + "." + payload + ".dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U";
    assertThat(mask(Detector.API_KEY, "jwt " + signed + "!")).isEqualTo("jwt ***!");
    assertThat(mask(Detector.API_KEY, header + "." + payload + ".")).isEqualTo("***");
    assertThat(mask(Detector.API_KEY, header + ".x.y")).isEqualTo(header + ".x.y");
    assertThat(mask(Detector.API_KEY, header)).isEqualTo(header);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "Authorization: Bearer abcdef12|Authorization: Bearer ***",
        "authorization: Basic dXNlcjpwYXNz|authorization: Basic ***",
        "'Authorization': 'Bearer abc.def-ghi'|'Authorization': 'Bearer ***'",
        "use Bearer abcdefgh12345678ijkl|use ***",
        "api_key=0123456789abcdef|api_key=***",
        "apiKey: \"0123456789abcdef\"|apiKey: \"***\"",
        "X-Api-Key: 0123456789abcdef|X-Api-Key: ***",
        "{\\\"api_key\\\": \\\"0123456789abcdef\\\"}|{\\\"api_key\\\": \\\"***\\\"}",
        "AWS_SECRET_ACCESS_KEY=wJalrXUtnFEMI/K7MDENG/bPxRfiCY|AWS_SECRET_ACCESS_KEY=***",
        "GITHUB_TOKEN = 0123456789abcdef|GITHUB_TOKEN = ***",
        "token: 0123456789abcdef|token: ***",
        "db.password=correct-horse-battery|db.password=***",
        "?access_token=0123456789abcdef&x=1|?access_token=***&x=1",
        "password=\"Secret(0123456789)\"|password=\"***\"",
        "password: Secret(0123456789)|password: ***",
        "PWD=0123456789abcdef|PWD=***",
        "clientSecret => '0123456789abcdef'|clientSecret => '***'",
        "password=\"it's,a;long&one!\"|password=\"***\"",
      })
  void masksValuesOfNamesThatSaySo(String text, String masked) {
    assertThat(mask(Detector.API_KEY, text)).isEqualTo(masked);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "password: short",
        "the password is not here and nowhere else",
        "Password: must be at least 16 characters",
        "max_tokens: 1234567890123456",
        "tokens=1234567890123456",
        "next_page_token: CAUQAA0123456789abc",
        "nextPageToken=CAUQAA0123456789abc",
        "token = request.getHeader(name)",
        "keyboard: 0123456789abcdef",
        "primary_key=0123456789abcdef",
        "sk-folding-cube-container-element-large",
        "Bearer authentication-is-supported",
        "bearer of this document",
        "task-0123456789abcdefABCDEF0123",
        "550e8400-e29b-41d4-a716-446655440000",
        "sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        "commit d41d8cd98f00b204e9800998ecf8427e",
        "eyJust kidding. really. no token",
        "order ORD-2026-0123456789",
        "ghp_short",
        "https://example.com/path?id=0123456789abcdef",
      })
  void leavesOtherWordsAndValues(String text) {
    assertThat(mask(Detector.API_KEY, text)).isSameAs(text);
  }

  @Test
  void seesThroughInvisibleCharacters() {
    String key = "gh" + "p_" + RANDOM.substring(0, 36);
    assertThat(mask(Detector.API_KEY, key.substring(0, 9) + "\u200b" + key.substring(9)))
        .isEqualTo("***");
    assertThat(mask(Detector.API_KEY, "\uff47" + key.substring(1))).isEqualTo("***");
    assertThat(mask(Detector.API_KEY, "pass\u00adword\uff1a0123456789abcdef"))
        .isEqualTo("pass\u00adword\uff1a***");
  }
}
