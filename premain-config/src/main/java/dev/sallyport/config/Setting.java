package dev.sallyport.config;

import org.jspecify.annotations.Nullable;

/**
 * Every setting there is. A setting has one key and three spellings of it: {@code audit.min_free}
 * as an agent argument, {@code SALLYPORT_AUDIT_MIN_FREE} in the environment, {@code
 * sallyport.audit.min_free} as a system property. Each constant has its row in {@code
 * docs/configuration.md}.
 */
public enum Setting {
  /** Policy file or folder. */
  POLICY("policy", "SALLYPORT_POLICY", null, "The policy: a file, or a folder of `*.yaml` files."),

  /** See {@link Mode}. */
  MODE(
      "mode",
      "SALLYPORT_MODE",
      "enforce",
      "`enforce` refuses what the policy does not allow; `observe` only records it."),

  /** The folder that gets one run folder per start. */
  AUDIT_DIR(
      "audit.dir",
      "SALLYPORT_AUDIT_DIR",
      "sallyport-audit",
      "Folder of the log; each start writes a new folder in it."),

  /** How much of a call's arguments a record keeps. */
  AUDIT_ARGUMENTS(
      "audit.arguments",
      "SALLYPORT_AUDIT_ARGUMENTS",
      "redacted",
      "What records keep of arguments: `redacted` types and sizes, or `full` text."),

  /** Free space in bytes below which calls are refused. */
  AUDIT_MIN_FREE(
      "audit.min_free",
      "SALLYPORT_AUDIT_MIN_FREE",
      "64m",
      "With less free space on the log's disk, calls are refused; `1m` to `1024g`."),

  /** Whether a decision is on the disk before its tool runs. */
  AUDIT_DURABILITY(
      "audit.durability",
      "SALLYPORT_AUDIT_DURABILITY",
      "async",
      "`async`, or `sync`: a decision is on the disk before its tool runs."),

  /** Records after which a checkpoint is written. */
  AUDIT_CHECKPOINT_RECORDS(
      "audit.checkpoint_records",
      "SALLYPORT_AUDIT_CHECKPOINT_RECORDS",
      "10000",
      "A checkpoint is signed after so many records; `1` to `1000000`."),

  /** Time after which a checkpoint is written. */
  AUDIT_CHECKPOINT_INTERVAL(
      "audit.checkpoint_interval",
      "SALLYPORT_AUDIT_CHECKPOINT_INTERVAL",
      "1s",
      "A checkpoint is signed when a record waits so long for one; `10ms` to `1h`."),

  /** How long one key signs. */
  AUDIT_KEY_ROTATION(
      "audit.key_rotation",
      "SALLYPORT_AUDIT_KEY_ROTATION",
      "24h",
      "How long a key signs checkpoints before the next does; `1s` to `365d`."),

  /** The name of a new log. */
  AUDIT_ORIGIN(
      "audit.origin",
      "SALLYPORT_AUDIT_ORIGIN",
      null,
      "Name that a new log gets, without spaces and `+`; random if not given."),

  /** Where the key of the next start is kept. */
  AUDIT_KEY(
      "audit.key",
      "SALLYPORT_AUDIT_KEY",
      null,
      "File for the private key of the next start; `epoch.key` in the log's folder if not given."),

  /** A command that signs. */
  AUDIT_SIGNER(
      "audit.signer",
      "SALLYPORT_AUDIT_SIGNER",
      null,
      "Command that signs checkpoints, too, and certifies each start instead of `audit.key`."),

  /** When old records are removed. */
  AUDIT_RETENTION(
      "audit.retention",
      "SALLYPORT_AUDIT_RETENTION",
      "none",
      "Older files are removed: `none`, an age from `1h` to `3650d`, or a size from `16m` to `1024g`."),

  /** Where checkpoints are anchored. */
  AUDIT_ANCHOR(
      "audit.anchor",
      "SALLYPORT_AUDIT_ANCHOR",
      null,
      "Where checkpoints are kept outside of the log's folder."),

  /** Keys of witnesses. */
  AUDIT_WITNESS_KEY(
      "audit.witness_key",
      "SALLYPORT_AUDIT_WITNESS_KEY",
      null,
      "Verification key of each witness, separated by spaces."),

  /** The AI agent of calls for which the framework names none. */
  AGENT_NAME(
      "agent.name",
      "SALLYPORT_AGENT_NAME",
      null,
      "Name of the AI agent where the framework gives none; 1 to 200 characters."),

  /** Largest policy file in bytes. */
  LIMITS_POLICY(
      "limits.policy",
      "SALLYPORT_LIMITS_POLICY",
      "1m",
      "Largest policy file, in bytes; `1k` to `1m`."),

  /** Longest arguments of one call in characters. */
  LIMITS_ARGUMENTS(
      "limits.arguments",
      "SALLYPORT_LIMITS_ARGUMENTS",
      "1m",
      "Longest arguments of one call, in characters; a longer call is refused; `1k` to `1m`."),

  /** Most rules of a policy. */
  LIMITS_RULES(
      "limits.rules",
      "SALLYPORT_LIMITS_RULES",
      "10000",
      "Most rules of a policy, those of manifests included; `1` to `100000`."),

  /** Deepest nesting of a condition. */
  LIMITS_CONDITION_DEPTH(
      "limits.condition_depth",
      "SALLYPORT_LIMITS_CONDITION_DEPTH",
      "64",
      "Deepest nesting of parentheses and `not` in a condition; `1` to `256`."),

  /** Deepest nesting of arguments. */
  LIMITS_ARGUMENT_DEPTH(
      "limits.argument_depth",
      "SALLYPORT_LIMITS_ARGUMENT_DEPTH",
      "64",
      "Deepest nesting of one call's arguments; a deeper call is refused; `1` to `512`."),

  /** Most values in arguments. */
  LIMITS_ARGUMENT_KEYS(
      "limits.argument_keys",
      "SALLYPORT_LIMITS_ARGUMENT_KEYS",
      "50000",
      "Most keys and elements in one call's arguments; `1` to `1000000`.");

  static final String ENVIRONMENT_PREFIX = "SALLYPORT_";
  static final String PROPERTY_PREFIX = "sallyport.";

  private final String key;
  private final String environmentVariable;
  private final @Nullable String defaultValue;
  private final String meaning;

  Setting(String key, String environmentVariable, @Nullable String defaultValue, String meaning) {
    this.key = key;
    this.environmentVariable = environmentVariable;
    this.defaultValue = defaultValue;
    this.meaning = meaning;
  }

  /** The key, as written in agent arguments. */
  public String key() {
    return key;
  }

  /** The name of the environment variable. */
  public String environmentVariable() {
    return environmentVariable;
  }

  /** The name of the system property. */
  public String systemProperty() {
    return PROPERTY_PREFIX + key;
  }

  /** The value that holds when none is given, as one would write it; null if there is none. */
  public @Nullable String defaultValue() {
    return defaultValue;
  }

  /** What the setting means, in one line of Markdown. */
  public String meaning() {
    return meaning;
  }
}
