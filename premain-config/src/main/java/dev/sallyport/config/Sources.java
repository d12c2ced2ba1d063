package dev.sallyport.config;

import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Finds what each source gives for each setting, and refuses names that are no setting. A weaker
 * source's value is kept too: a wrong value is an error even where a stronger one hides it.
 */
// Arrays by ordinal: a map of enums is one more class to load before main().
@SuppressWarnings("EnumOrdinal")
final class Sources {
  /** Strongest first. */
  static final int AGENT_ARGUMENTS = 0;

  static final int ENVIRONMENT = 1;
  static final int SYSTEM_PROPERTIES = 2;
  static final int COUNT = 3;

  private final Setting[] settings = Setting.values();
  private final @Nullable String[][] values = new @Nullable String[COUNT][settings.length];

  void readAgentArguments(@Nullable String text) throws SettingsException {
    if (text == null || text.isEmpty()) {
      return;
    }
    for (Map.Entry<String, String> pair : AgentArguments.parse(text).entrySet()) {
      put(AGENT_ARGUMENTS, pair.getKey(), pair.getValue());
    }
  }

  void readEnvironment(Map<String, String> environment) throws SettingsException {
    for (Map.Entry<String, String> variable : environment.entrySet()) {
      if (startsWith(variable.getKey(), Setting.ENVIRONMENT_PREFIX)) {
        put(ENVIRONMENT, variable.getKey(), variable.getValue());
      }
    }
  }

  void readSystemProperties(Properties properties) throws SettingsException {
    for (String name : properties.stringPropertyNames()) {
      String value = properties.getProperty(name);
      if (startsWith(name, Setting.PROPERTY_PREFIX) && value != null) {
        put(SYSTEM_PROPERTIES, name, value);
      }
    }
  }

  /**
   * Case aside, so that {@code Sallyport_Mode} is an error rather than a setting without effect.
   */
  private static boolean startsWith(String name, String prefix) {
    return name.regionMatches(true, 0, prefix, 0, prefix.length());
  }

  private void put(int source, String name, String value) throws SettingsException {
    int index = 0;
    while (index < settings.length && !spelling(source, settings[index]).equals(name)) {
      index++;
    }
    if (index == settings.length) {
      throw unknown(source, name);
    }
    if (value.isEmpty()) {
      String wanted = ", wanted a value, or no such setting";
      throw new SettingsException(
          settings[index].key() + ": got an empty value" + wanted + where(source, settings[index]));
    }
    values[source][index] = value;
  }

  private SettingsException unknown(int source, String name) {
    String[] valid = new String[settings.length];
    for (int i = 0; i < valid.length; i++) {
      valid[i] = spelling(source, settings[i]);
    }
    return new SettingsException(
        "got unknown "
            + noun(source)
            + " "
            + Message.quote(name)
            + ", the nearest valid one is `"
            + NearestName.of(name, valid)
            + "`"
            + (source == AGENT_ARGUMENTS ? " (" + AgentArguments.SOURCE + ")" : ""));
  }

  /** The value that {@code source} gives, or null. */
  @Nullable String value(int source, Setting setting) {
    return values[source][setting.ordinal()];
  }

  /** The end of a message about what {@code source} gives for {@code setting}. */
  static String where(int source, Setting setting) {
    return " (" + name(source, setting) + ")";
  }

  /** The source and the setting's spelling in it. */
  static String name(int source, Setting setting) {
    return source == AGENT_ARGUMENTS
        ? AgentArguments.SOURCE
        : noun(source) + " " + spelling(source, setting);
  }

  private static String noun(int source) {
    if (source == AGENT_ARGUMENTS) {
      return "setting";
    }
    return source == ENVIRONMENT ? "environment variable" : "system property";
  }

  private static String spelling(int source, Setting setting) {
    if (source == AGENT_ARGUMENTS) {
      return setting.key();
    }
    return source == ENVIRONMENT ? setting.environmentVariable() : setting.systemProperty();
  }
}
