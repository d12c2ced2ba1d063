package dev.sallyport.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AgentArgumentsTest {
  private static void assertRefused(String text, String message) {
    assertThatThrownBy(() -> AgentArguments.parse(text))
        .isInstanceOf(SettingsException.class)
        .hasMessage(message + " (-javaagent:sallyport.jar=...)");
  }

  @Test
  void noneMayBeGiven() throws Exception {
    assertThat(AgentArguments.parse(null)).isEmpty();
    assertThat(AgentArguments.parse("")).isEmpty();
  }

  @Test
  void pairsAreSplitAtCommasAndTheFirstEqualsSign() throws Exception {
    assertThat(AgentArguments.parse("a=b")).containsExactly(entry("a", "b"));
    assertThat(AgentArguments.parse("a=b=c,d==,e=\\"))
        .containsExactly(entry("a", "b=c"), entry("d", "="), entry("e", "\\"));
  }

  @Test
  void aQuotedValueMayHoldCommasAndDoubledQuotes() throws Exception {
    assertThat(AgentArguments.parse("policy=\"/a, b/\"\"c\"\".yaml\",mode=observe"))
        .containsExactly(entry("policy", "/a, b/\"c\".yaml"), entry("mode", "observe"));
    assertThat(AgentArguments.parse("policy=\"\"\"\"")).containsExactly(entry("policy", "\""));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '\'',
      value = {
        "'mode', 'got `mode`'",
        "'=x', 'got `=x`'",
        "',', 'got `,`'",
        "'mode=observe,', 'got `mode=observe,`'",
        "'mode=observe,,a=b', 'got `,a=b`'",
        "'mode,policy=x', 'got `mode,policy=x`'",
        "' ', 'got ` `'",
      })
  void whatIsNoPairIsRefused(String text, String got) {
    assertRefused(text, got + ", wanted key=value,key=value");
  }

  @Test
  void anEmptyValueIsRefused() {
    assertRefused("mode=", "got no value after `mode=`, wanted key=value");
    assertRefused("mode=,policy=x", "got no value after `mode=`, wanted key=value");
  }

  @Test
  void aRepeatedKeyIsRefused() {
    assertRefused("mode=enforce,mode=enforce", "got `mode` twice, wanted each key once");
  }

  @Test
  void aHalfQuotedValueIsRefused() {
    assertRefused(
        "policy=\"a,b",
        "got no double quote at the end of the value of `policy`, wanted one, as it starts with one");
    assertRefused(
        "policy=\"a\"b,c=d",
        "got `b,c=d` after the quoted value of `policy`, wanted a comma or the end");
    assertRefused(
        "policy=a\"b",
        "got a double quote inside the value of `policy`, wanted the whole value in double quotes,"
            + " with inner ones doubled");
  }
}
