package dev.sallyport.audit.store;

import java.util.Properties;
import net.openhft.chronicle.core.Jvm;
import org.jspecify.annotations.Nullable;

/**
 * Keeps Chronicle's habits away from the application. Chronicle reads its settings from system
 * properties while its classes load, and loads the file {@code system.properties} of the working
 * directory into them. So while the store opens, the properties below are set, and after it they
 * are as they were.
 */
final class ChronicleSettings {
  /** A resource of ours, empty, that Chronicle takes in place of the application's file. */
  private static final String NO_PROPERTIES = "dev/sallyport/audit/store/chronicle.properties";

  private static final String[] NAMES = {
    "system.properties",
    // Our own free-space check refuses; theirs would only log, from a thread of its own.
    "chronicle.disk.monitor.disable",
    // Without it files are unmapped by the thread that rolls, and there is no thread of its own.
    "background.releaser",
    "chronicle.analytics.disable",
    "chronicle.announcer.disable",
  };

  private static final String[] VALUES = {NO_PROPERTIES, "true", "false", "true", "true"};

  /**
   * The application may put other properties in place meanwhile; what was changed is changed back.
   */
  private final Properties properties = System.getProperties();

  private final @Nullable Object[] before = new @Nullable Object[NAMES.length];

  private ChronicleSettings() {}

  /** Sets what Chronicle needs; {@link #restore} must follow. */
  static ChronicleSettings apply() {
    ChronicleSettings settings = new ChronicleSettings();
    for (int i = 0; i < NAMES.length; i++) {
      settings.before[i] = settings.properties.setProperty(NAMES[i], VALUES[i]);
    }
    return settings;
  }

  /** Routes Chronicle's own messages: errors to standard error in one line, nothing else. */
  static void silence() {
    StoreLogger logger = StoreLogger.INSTANCE;
    Jvm.setExceptionHandlers(
        (ignored, message, thrown) -> logger.report(message, thrown), null, null, null);
  }

  void restore() {
    for (int i = 0; i < NAMES.length; i++) {
      Object value = before[i];
      if (value == null) {
        properties.remove(NAMES[i]);
      } else {
        properties.put(NAMES[i], value);
      }
    }
  }
}
