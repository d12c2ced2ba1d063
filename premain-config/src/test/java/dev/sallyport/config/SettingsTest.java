package dev.sallyport.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
  private final Map<String, String> environment =
      new HashMap<>(Map.of("PATH", "/bin", "HOME", "/"));
  private final Properties properties = new Properties();

  private Settings read(@Nullable String agentArguments) throws SettingsException {
    return Settings.read(agentArguments, environment, properties);
  }

  private void assertRefused(@Nullable String agentArguments, String message) {
    assertThatThrownBy(() -> read(agentArguments))
        .isInstanceOf(SettingsException.class)
        .hasMessage(message);
  }

  @Test
  void withoutAnySourceEverySettingHasItsDefault() throws Exception {
    Settings settings = Settings.read(null, environment, properties);

    assertThat(settings.policy()).isNull();
    assertThat(settings.mode()).isEqualTo(Mode.ENFORCE);
    assertThat(settings.auditFolder()).isEqualTo(Path.of("sallyport-audit"));
    assertThat(settings.fullArguments()).isFalse();
    assertThat(settings.minFreeBytes()).isEqualTo(64L << 20);
    assertThat(settings.agentName()).isNull();
    assertThat(settings.maxPolicyBytes()).isEqualTo(1 << 20);
    assertThat(settings.maxArgumentChars()).isEqualTo(1 << 20);
    for (Setting setting : Setting.values()) {
      assertThat(settings.given(setting)).as(setting.key()).isFalse();
      assertThat(settings.source(setting)).as(setting.key()).isEqualTo("default");
    }
  }

  @Test
  void agentArgumentsGiveEverySetting() throws Exception {
    Settings settings =
        read(
            "policy=conf/p.yaml,mode=observe,audit.dir=/var/log/x,audit.arguments=full,"
                + "audit.min_free=2g,agent.name=Refund desk,limits.policy=512k,limits.arguments=8k"
                + ",limits.rules=7,limits.condition_depth=8,limits.argument_depth=9"
                + ",limits.argument_keys=1000,audit.durability=sync,audit.checkpoint_records=5"
                + ",audit.checkpoint_interval=50ms,audit.key_rotation=2h,audit.origin=desk/log"
                + ",audit.key=/k/epoch.key,audit.signer=/usr/bin/sign -v,audit.retention=30d"
                + ",audit.anchor=https://a.example,audit.witness_key=w+1+2");

    assertThat(settings.policy()).isEqualTo(Path.of("conf/p.yaml"));
    assertThat(settings.mode()).isEqualTo(Mode.OBSERVE);
    assertThat(settings.auditFolder()).isEqualTo(Path.of("/var/log/x"));
    assertThat(settings.fullArguments()).isTrue();
    assertThat(settings.minFreeBytes()).isEqualTo(2L << 30);
    assertThat(settings.agentName()).isEqualTo("Refund desk");
    assertThat(settings.maxPolicyBytes()).isEqualTo(512 << 10);
    assertThat(settings.maxArgumentChars()).isEqualTo(8 << 10);
    assertThat(settings.maxRules()).isEqualTo(7);
    assertThat(settings.maxConditionDepth()).isEqualTo(8);
    assertThat(settings.maxArgumentDepth()).isEqualTo(9);
    assertThat(settings.maxArgumentKeys()).isEqualTo(1_000);
    assertSealing(settings);
    for (Setting setting : Setting.values()) {
      assertThat(settings.given(setting)).as(setting.key()).isTrue();
    }
  }

  private static void assertSealing(Settings settings) {
    assertThat(settings.syncDurability()).isTrue();
    assertThat(settings.checkpointRecords()).isEqualTo(5);
    assertThat(settings.checkpointMillis()).isEqualTo(50);
    assertThat(settings.keyRotationMillis()).isEqualTo(7_200_000);
    assertThat(settings.origin()).isEqualTo("desk/log");
    assertThat(settings.keyFile()).isEqualTo(Path.of("/k/epoch.key"));
    assertThat(settings.signer()).isEqualTo("/usr/bin/sign -v");
    assertThat(settings.maxAgeMillis()).isEqualTo(30L * 86_400_000);
    assertThat(settings.maxLogBytes()).isZero();
    assertThat(settings.anchor()).isEqualTo("https://a.example");
    assertThat(settings.witnessKey()).isEqualTo("w+1+2");
  }

  @ParameterizedTest
  @CsvSource({
    "none, 0, 0",
    "1h, 3600000, 0",
    "3650d, 315360000000, 0",
    "16m, 0, 16777216",
    "10g, 0, 10737418240"
  })
  void retentionIsNoneOrAnAgeOrASize(String value, long millis, long bytes) throws Exception {
    Settings settings = read("audit.retention=" + value);
    assertThat(settings.maxAgeMillis()).isEqualTo(millis);
    assertThat(settings.maxLogBytes()).isEqualTo(bytes);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0h", "15m", "3651d", "1025g", "d", "g", "-1d", "1w", "30", "None"})
  void refusesAnotherRetention(String value) {
    assertRefused(
        "audit.retention=" + value,
        "audit.retention: got `"
            + value
            + "`, wanted `none`, an age such as `30d` from `1h` to `3650d`, or a size such as `10g`"
            + " from `16m` to `1024g` (-javaagent:sallyport.jar=...)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"9ms", "61m", "2h", "s", "ms", "1", "-1s", "1 s", "9223372036854775807s"})
  void refusesATimeOutOfRange(String value) {
    assertRefused(
        "audit.checkpoint_interval=" + value,
        "audit.checkpoint_interval: got `"
            + value
            + "`, wanted a time such as `90s`, from `10ms` to `1h` (-javaagent:sallyport.jar=...)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a b", "a+b", "a\u00a0b"})
  void refusesANameThatAKeyCannotHave(String value) {
    assertThatThrownBy(() -> read("audit.origin=" + value))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("printable characters without spaces and `+`");
  }

  @Test
  void agentArgumentsWinOverEnvironmentAndEnvironmentOverProperties() throws Exception {
    properties.setProperty("sallyport.audit.dir", "from-property");
    assertThat(read(null).auditFolder()).isEqualTo(Path.of("from-property"));
    assertThat(read(null).source(Setting.AUDIT_DIR))
        .isEqualTo("system property sallyport.audit.dir");

    environment.put("SALLYPORT_AUDIT_DIR", "from-environment");
    assertThat(read("").auditFolder()).isEqualTo(Path.of("from-environment"));
    assertThat(read("").source(Setting.AUDIT_DIR))
        .isEqualTo("environment variable SALLYPORT_AUDIT_DIR");

    assertThat(read("audit.dir=from-argument").auditFolder()).isEqualTo(Path.of("from-argument"));
    assertThat(read("audit.dir=from-argument").source(Setting.AUDIT_DIR))
        .isEqualTo("-javaagent:sallyport.jar=...");
  }

  @ParameterizedTest
  @EnumSource(Setting.class)
  void environmentAndPropertiesGiveEverySetting(Setting setting) throws Exception {
    String value = sample(setting);
    environment.put(setting.environmentVariable(), value);
    assertThat(read(null).given(setting)).isTrue();

    environment.remove(setting.environmentVariable());
    properties.setProperty(setting.systemProperty(), value);
    assertThat(read(null).given(setting)).isTrue();
  }

  private static String sample(Setting setting) {
    String preset = setting.defaultValue();
    return preset == null ? "sample" : preset;
  }

  @ParameterizedTest
  @EnumSource(Setting.class)
  void variableAndPropertyNamesFollowFromTheKey(Setting setting) {
    String upper = setting.key().toUpperCase(Locale.ROOT).replace('.', '_');
    assertThat(setting.environmentVariable()).isEqualTo("SALLYPORT_" + upper);
    assertThat(setting.systemProperty()).isEqualTo("sallyport." + setting.key());
  }

  @Test
  void defaultsOfSystemPropertiesCount() throws Exception {
    Properties defaults = new Properties();
    defaults.setProperty("sallyport.mode", "observe");
    assertThat(Settings.read(null, environment, new Properties(defaults)).mode())
        .isEqualTo(Mode.OBSERVE);
  }

  @ParameterizedTest
  @CsvSource({
    "polcy, policy",
    "Mode, mode",
    "' mode', mode",
    "mdoe, mode",
    "audit-dir, audit.dir",
    "auditdir, audit.dir",
    "audit.minfree, audit.min_free",
    "audit.argument, audit.arguments",
    "agent, agent.name",
    "dir, audit.dir",
    "min_free, audit.min_free",
    "AUDIT, audit.dir",
    "limit.arguments, limits.arguments"
  })
  void anUnknownKeyIsRefusedWithTheNearestValidOne(String key, String nearest) {
    assertRefused(
        key + "=x",
        "got unknown setting `"
            + key
            + "`, the nearest valid one is `"
            + nearest
            + "` (-javaagent:sallyport.jar=...)");
  }

  @Test
  void anUnknownVariableOrPropertyIsRefusedWithTheNearestValidOne() {
    environment.put("SALLYPORT_AUDITDIR", "x");
    assertRefused(
        null,
        "got unknown environment variable `SALLYPORT_AUDITDIR`, the nearest valid one is"
            + " `SALLYPORT_AUDIT_DIR`");
    environment.clear();

    properties.setProperty("sallyport.modes", "x");
    assertRefused(
        null,
        "got unknown system property `sallyport.modes`, the nearest valid one is"
            + " `sallyport.mode`");
  }

  @Test
  void anUnknownNameInAWeakSourceIsRefusedThoughAStrongerOneIsFine() {
    properties.setProperty("sallyport.", "x");
    assertRefused(
        "mode=observe",
        "got unknown system property `sallyport.`, the nearest valid one is `sallyport.policy`");
  }

  @Test
  void namesInTheWrongCaseAreRefusedRatherThanIgnored() {
    environment.put("sallyport_mode", "observe");
    assertRefused(
        null,
        "got unknown environment variable `sallyport_mode`, the nearest valid one is"
            + " `SALLYPORT_MODE`");
    environment.clear();

    properties.setProperty("Sallyport.Mode", "observe");
    assertRefused(
        null,
        "got unknown system property `Sallyport.Mode`, the nearest valid one is"
            + " `sallyport.mode`");
  }

  @Test
  void namesThatOnlyResembleOursAreNotOurs() throws Exception {
    environment.put("SALLYPORT", "x");
    environment.put("MY_SALLYPORT_MODE", "x");
    properties.setProperty("sallyport", "x");
    properties.setProperty("my.sallyport.mode", "x");
    assertThat(read(null).given(Setting.MODE)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Enforce", "OBSERVE", "enforce ", "off", "observed", "0"})
  void aModeOtherThanTheTwoIsRefused(String value) {
    assertRefused(
        "mode=" + value,
        "mode: got `" + value + "`, wanted `enforce` or `observe` (-javaagent:sallyport.jar=...)");
  }

  @Test
  void argumentsOfRecordsAreRedactedOrFull() throws Exception {
    assertThat(read("audit.arguments=redacted").fullArguments()).isFalse();
    assertRefused(
        "audit.arguments=none",
        "audit.arguments: got `none`, wanted `redacted` or `full` (-javaagent:sallyport.jar=...)");
  }

  @ParameterizedTest
  @CsvSource({
    "1048576, 1048576",
    "1m, 1048576",
    "1024k, 1048576",
    "01m, 1048576",
    "3g, 3221225472",
    "1024g, 1099511627776",
    "1099511627776, 1099511627776"
  })
  void sizesAreBytesOrHaveASuffix(String text, long bytes) throws Exception {
    assertThat(read("audit.min_free=" + text).minFreeBytes()).isEqualTo(bytes);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "1048575",
        "1025g",
        "64M",
        "64mb",
        "64 m",
        " 64m",
        "m",
        "-1",
        "+64m",
        "1.5g",
        "0x10m",
        "９m",
        "9223372036854775807",
        "9223372036854775808",
        "99999999999999999999g",
        "17179869184g",
        "8589934593g"
      })
  void sizesOutOfRangeOrUnreadableAreRefused(String text) {
    assertRefused(
        "audit.min_free=" + text,
        "audit.min_free: got `"
            + text
            + "`, wanted a size such as `64m`, from `1m` to `1024g`"
            + " (-javaagent:sallyport.jar=...)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"limits.policy", "limits.arguments"})
  void limitsStayWithinTheirRange(String key) throws Exception {
    read(key + "=1k");
    read(key + "=1m");
    for (String wrong : new String[] {"1023", "1025k", "2m", "5g", "4294968320"}) {
      assertThatThrownBy(() -> read(key + "=" + wrong))
          .hasMessageStartingWith(key + ": got `" + wrong + "`, wanted a size");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {" desk", "desk ", "de\u001bsk", "de\nsk", "de\u202esk", "de\u2028sk", " "})
  void anAgentNameThatARecordCannotShowIsRefused(String name) {
    properties.setProperty("sallyport.agent.name", name);
    assertThatThrownBy(() -> read(null))
        .isInstanceOf(SettingsException.class)
        .hasMessageStartingWith("agent.name: got `")
        .hasMessageEndingWith(" (system property sallyport.agent.name)")
        .extracting(Throwable::getMessage, STRING)
        .doesNotContain("\u001b", "\n", "\u202e", "\u2028");
  }

  @Test
  void anAgentNameMayHaveTwoHundredCharactersOfAnyScript() throws Exception {
    assertThat(read("agent.name=Günter 退款 🚀").agentName()).isEqualTo("Günter 退款 🚀");
    assertThat(read("agent.name=" + "x".repeat(200)).agentName()).hasSize(200);
    assertThatThrownBy(() -> read("agent.name=" + "x".repeat(201)))
        .hasMessageStartingWith("agent.name: got `" + "x".repeat(200) + "...`, wanted 1 to 200");
  }

  @Test
  void aPathThatCannotExistIsRefused() {
    environment.put("SALLYPORT_AUDIT_DIR", "a\0b");
    assertRefused(
        null,
        "audit.dir: got `a\\u0000b`, wanted a path (environment variable SALLYPORT_AUDIT_DIR)");
  }

  @Test
  void anEmptyValueIsRefusedWithItsSource() {
    environment.put("SALLYPORT_POLICY", "");
    assertRefused(
        null,
        "policy: got an empty value, wanted a value, or no such setting"
            + " (environment variable SALLYPORT_POLICY)");
    assertRefused(
        "policy=\"\"",
        "got no value after `policy=`, wanted key=value (-javaagent:sallyport.jar=...)");
  }

  @Test
  void aWrongValueIsRefusedThoughAStrongerSourceHidesIt() {
    properties.setProperty("sallyport.mode", "off");
    assertRefused(
        "mode=enforce",
        "mode: got `off`, wanted `enforce` or `observe` (system property sallyport.mode)");
  }

  @Test
  void messagesStayOnOneReadableLine() {
    environment.put("SALLYPORT_" + "X\n\u001b[31m".repeat(100), "x");
    assertThatThrownBy(() -> read(null))
        .isInstanceOf(SettingsException.class)
        .extracting(Throwable::getMessage, STRING)
        .doesNotContain("\n", "\u001b")
        .contains("\\u000a\\u001b")
        .hasSizeLessThan(1_500);
  }

  @ParameterizedTest
  @CsvSource({
    "limits.rules, 100000",
    "limits.condition_depth, 256",
    "limits.argument_depth, 512",
    "limits.argument_keys, 1000000"
  })
  void numbersStayWithinTheirRange(String key, int most) throws Exception {
    assertThat(read(key + "=" + most).source(Setting.LIMITS_RULES)).isNotEmpty();
    assertThat(read(key + "=1").mode()).isEqualTo(Mode.ENFORCE);
    for (String wrong : new String[] {"0", String.valueOf(most + 1), "1k", "-1", "x", "\u0663"}) {
      assertRefused(
          key + "=" + wrong,
          key
              + ": got `"
              + wrong
              + "`, wanted a number from `1` to `"
              + most
              + "` (-javaagent:sallyport.jar=...)");
    }
  }
}
