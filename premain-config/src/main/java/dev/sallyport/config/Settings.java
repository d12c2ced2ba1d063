package dev.sallyport.config;

import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** The checked settings of this process. Immutable. */
// Arrays by ordinal: a map of enums is one more class to load before main().
@SuppressWarnings("EnumOrdinal")
public final class Settings {
  private static final String DEFAULT = "default";

  private final String[] sources = new String[Setting.values().length];
  private @Nullable Path policy;
  private Mode mode = Mode.ENFORCE;
  private Path auditFolder = Path.of("");
  private boolean fullArguments;
  private long minFreeBytes;
  private boolean syncDurability;
  private int checkpointRecords;
  private long checkpointMillis;
  private long keyRotationMillis;
  private @Nullable String origin;
  private @Nullable Path keyFile;
  private @Nullable String signer;
  private long maxAgeMillis;
  private long maxLogBytes;
  private @Nullable String anchor;
  private @Nullable String witnessKey;
  private @Nullable String agentName;
  private int maxPolicyBytes;
  private int maxArgumentChars;
  private int maxRules;
  private int maxConditionDepth;
  private int maxArgumentDepth;
  private int maxArgumentKeys;

  private Settings() {}

  /**
   * Reads every setting; of several sources that give one, agent arguments win over the
   * environment, and the environment over system properties.
   *
   * @param agentArguments what follows {@code -javaagent:sallyport.jar=}, or null
   * @param environment as from {@link System#getenv()}
   * @param system as from {@link System#getProperties()}
   * @throws SettingsException for an unknown key in any source, and for any empty, repeated or
   *     wrong value, also one that a stronger source overrides
   */
  public static Settings read(
      @Nullable String agentArguments, Map<String, String> environment, Properties system)
      throws SettingsException {
    Sources found = new Sources();
    found.readAgentArguments(agentArguments);
    found.readEnvironment(environment);
    found.readSystemProperties(system);
    Settings settings = new Settings();
    for (Setting setting : Setting.values()) {
      settings.take(setting, found);
    }
    return settings;
  }

  /** Sets each given value, weakest first, so that all are checked and the strongest stays. */
  private void take(Setting setting, Sources found) throws SettingsException {
    sources[setting.ordinal()] = DEFAULT;
    String preset = setting.defaultValue();
    if (preset != null) {
      set(setting, preset, DEFAULT);
    }
    for (int source = Sources.COUNT - 1; source >= 0; source--) {
      String value = found.value(source, setting);
      if (value != null) {
        set(setting, value, Sources.where(source, setting));
        sources[setting.ordinal()] = Sources.name(source, setting);
      }
    }
  }

  private void set(Setting setting, String value, String where) throws SettingsException {
    // No switch: it would bring one more class to load before main().
    if (setting == Setting.POLICY) {
      policy = Value.path(setting, value, where);
    } else if (setting == Setting.MODE) {
      boolean observe = Value.word(setting, value, where, "enforce", "observe") == 1;
      mode = observe ? Mode.OBSERVE : Mode.ENFORCE;
    } else if (setting == Setting.AUDIT_DIR) {
      auditFolder = Value.path(setting, value, where);
    } else if (setting == Setting.AUDIT_ARGUMENTS) {
      fullArguments = Value.word(setting, value, where, "redacted", "full") == 1;
    } else if (setting == Setting.AUDIT_MIN_FREE) {
      minFreeBytes = Value.size(setting, value, where, "1m", "1024g");
    } else if (setting.key().startsWith("audit.")) {
      setSealing(setting, value, where);
    } else if (setting == Setting.AGENT_NAME) {
      agentName = Value.name(setting, value, where);
    } else if (setting == Setting.LIMITS_POLICY) {
      maxPolicyBytes = (int) Value.size(setting, value, where, "1k", "1m");
    } else if (setting == Setting.LIMITS_ARGUMENTS) {
      maxArgumentChars = (int) Value.size(setting, value, where, "1k", "1m");
    } else if (setting == Setting.LIMITS_RULES) {
      maxRules = Value.count(setting, value, where, 100_000);
    } else if (setting == Setting.LIMITS_CONDITION_DEPTH) {
      maxConditionDepth = Value.count(setting, value, where, 256);
    } else if (setting == Setting.LIMITS_ARGUMENT_DEPTH) {
      maxArgumentDepth = Value.count(setting, value, where, 512);
    } else if (setting == Setting.LIMITS_ARGUMENT_KEYS) {
      maxArgumentKeys = Value.count(setting, value, where, 1_000_000);
    } else {
      throw new SettingsException(setting.key() + ": got a setting without a meaning" + where);
    }
  }

  private void setSealing(Setting setting, String value, String where) throws SettingsException {
    if (setting == Setting.AUDIT_DURABILITY) {
      syncDurability = Value.word(setting, value, where, "async", "sync") == 1;
    } else if (setting == Setting.AUDIT_CHECKPOINT_RECORDS) {
      checkpointRecords = Value.count(setting, value, where, 1_000_000);
    } else if (setting == Setting.AUDIT_CHECKPOINT_INTERVAL) {
      checkpointMillis = Value.duration(setting, value, where, "10ms", "1h");
    } else if (setting == Setting.AUDIT_KEY_ROTATION) {
      keyRotationMillis = Value.duration(setting, value, where, "1s", "365d");
    } else if (setting == Setting.AUDIT_ORIGIN) {
      origin = Value.keyName(setting, value, where);
    } else if (setting == Setting.AUDIT_KEY) {
      keyFile = Value.path(setting, value, where);
    } else if (setting == Setting.AUDIT_SIGNER) {
      signer = Value.text(setting, value, where);
    } else if (setting == Setting.AUDIT_RETENTION) {
      maxAgeMillis = Value.retentionMillis(setting, value, where);
      maxLogBytes = maxAgeMillis > 0 ? 0 : Value.retentionBytes(value);
    } else if (setting == Setting.AUDIT_ANCHOR) {
      anchor = Value.text(setting, value, where);
    } else if (setting == Setting.AUDIT_WITNESS_KEY) {
      witnessKey = Value.text(setting, value, where);
    } else {
      throw new SettingsException(setting.key() + ": got a setting without a meaning" + where);
    }
  }

  /** Whether any source gives {@code setting}; otherwise its default holds. */
  public boolean given(Setting setting) {
    return !DEFAULT.equals(source(setting));
  }

  /**
   * Where the value of {@code setting} is from, for messages: {@code -javaagent:sallyport.jar=...},
   * {@code environment variable SALLYPORT_MODE}, {@code system property sallyport.mode}, or {@code
   * default}.
   */
  public String source(Setting setting) {
    return sources[setting.ordinal()];
  }

  /** The policy file or folder as given, relative to the working directory; null: search for it. */
  public @Nullable Path policy() {
    return policy;
  }

  /** What to do with refusals. */
  public Mode mode() {
    return mode;
  }

  /** The folder that gets a folder per run, relative to the working directory. */
  public Path auditFolder() {
    return auditFolder;
  }

  /** Whether records keep the full text of arguments rather than types and sizes. */
  public boolean fullArguments() {
    return fullArguments;
  }

  /** Free space on the log's disk, in bytes, below which calls are refused; 1 MiB to 1 TiB. */
  public long minFreeBytes() {
    return minFreeBytes;
  }

  /** Whether a decision is to be on the disk before its tool runs. */
  public boolean syncDurability() {
    return syncDurability;
  }

  /** Records after which a checkpoint is written; 1 to 1,000,000. */
  public int checkpointRecords() {
    return checkpointRecords;
  }

  /** Milliseconds after which a checkpoint is written; 10 to 3,600,000. */
  public long checkpointMillis() {
    return checkpointMillis;
  }

  /** Milliseconds that one key signs; a second to 365 days. */
  public long keyRotationMillis() {
    return keyRotationMillis;
  }

  /** The name of a new log; null for a random one. */
  public @Nullable String origin() {
    return origin;
  }

  /**
   * Where the private key of the next start is kept, relative to the working directory; null: with
   * the log.
   */
  public @Nullable Path keyFile() {
    return keyFile;
  }

  /** The command that signs; null for none. */
  public @Nullable String signer() {
    return signer;
  }

  /** Age in milliseconds over which records are removed; 0 for any age. */
  public long maxAgeMillis() {
    return maxAgeMillis;
  }

  /** Size of the log in bytes over which the oldest records are removed; 0 for any size. */
  public long maxLogBytes() {
    return maxLogBytes;
  }

  /** Where checkpoints are anchored, as given; null for nowhere. */
  public @Nullable String anchor() {
    return anchor;
  }

  /** The keys of witnesses, as given; null for none. */
  public @Nullable String witnessKey() {
    return witnessKey;
  }

  /** The AI agent of calls for which the framework names none; null if not given. */
  public @Nullable String agentName() {
    return agentName;
  }

  /** Largest policy file, in bytes; 1 KiB to 1 MiB. */
  public int maxPolicyBytes() {
    return maxPolicyBytes;
  }

  /** Longest arguments of one call, in UTF-16 characters; 1 Ki to 1 Mi. */
  public int maxArgumentChars() {
    return maxArgumentChars;
  }

  /** Most rules of a policy; 1 to 100,000. */
  public int maxRules() {
    return maxRules;
  }

  /** Deepest nesting of a condition; 1 to 256. */
  public int maxConditionDepth() {
    return maxConditionDepth;
  }

  /** Deepest nesting of one call's arguments; 1 to 512. */
  public int maxArgumentDepth() {
    return maxArgumentDepth;
  }

  /** Most keys and elements in one call's arguments; 1 to 1,000,000. */
  public int maxArgumentKeys() {
    return maxArgumentKeys;
  }
}
