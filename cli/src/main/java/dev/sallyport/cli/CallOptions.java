package dev.sallyport.cli;

import dev.sallyport.audit.RecordedEffect;
import dev.sallyport.cli.search.FoldedText;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options that pick calls, which {@code search} and {@code stats} share. */
final class CallOptions {
  private static final String ERROR = "error";

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--since",
      paramLabel = "WHEN",
      description = {
        "Only calls decided since then: an age such as 30s, 10m, 2h, 7d, or an instant such as"
            + " 2026-11-21T10:00:00Z."
      })
  private @Nullable String since;

  @Option(
      names = "--until",
      paramLabel = "WHEN",
      description = "Only calls decided before then, likewise.")
  private @Nullable String until;

  @Option(
      names = "--denied",
      description = {"Only calls that were kept from running, or in observe mode would have been."})
  private boolean denied;

  @Option(
      names = "--decision",
      paramLabel = "D",
      description = {
        "Only this decision: allow, deny, require_approval, or error for calls that could not be"
            + " judged."
      })
  private @Nullable String decision;

  @Option(
      names = "--outcome",
      paramLabel = "O",
      description = "Only calls that returned, threw, never_returned, or none for no outcome.")
  private @Nullable String outcome;

  @Option(
      names = "--tool",
      paramLabel = "GLOB",
      description = "Only tools that GLOB fits: `*` any text, `?` one character.")
  private @Nullable String tool;

  @Option(names = "--agent", paramLabel = "GLOB", description = "Only agents that GLOB fits.")
  private @Nullable String agent;

  @Option(
      names = "--rule",
      paramLabel = "GLOB",
      description = "Only calls that a rule decided that GLOB fits.")
  private @Nullable String rule;

  @Option(names = "--session", paramLabel = "ID", description = "Only this conversation.")
  private @Nullable String session;

  @Option(
      names = "--text",
      paramLabel = "TEXT",
      description = {
        "Only calls whose recorded arguments or error contain TEXT, in upper or lower case."
      })
  private @Nullable String text;

  /** What the options ask for, at the time {@code now}. */
  CallFilter filter(Instant now) {
    return new CallFilter(
        denied,
        ERROR.equals(decision),
        effect(),
        glob(tool),
        glob(agent),
        glob(rule),
        session,
        text == null ? null : new FoldedText(text),
        end(),
        micros("--since", since, now, Long.MIN_VALUE),
        micros("--until", until, now, Long.MAX_VALUE));
  }

  private @Nullable RecordedEffect effect() {
    if (decision == null || decision.equals(ERROR)) {
      return null;
    }
    for (RecordedEffect effect : RecordedEffect.values()) {
      if (Words.of(effect).equals(decision)) {
        return effect;
      }
    }
    throw wrong("--decision", decision, "allow, deny, require_approval or error");
  }

  private @Nullable CallEnd end() {
    if (outcome == null) {
      return null;
    }
    for (CallEnd end : CallEnd.values()) {
      if (end.name().toLowerCase(Locale.ROOT).equals(outcome)) {
        return end;
      }
    }
    throw wrong("--outcome", outcome, "returned, threw, never_returned or none");
  }

  private static @Nullable MemoizedGlob glob(@Nullable String pattern) {
    return pattern == null ? null : new MemoizedGlob(new NameGlob(pattern));
  }

  private long micros(String option, @Nullable String wanted, Instant now, long absent) {
    if (wanted == null) {
      return absent;
    }
    Instant point = PointInTime.parse(wanted, now);
    if (point == null) {
      throw wrong(option, wanted, "an age such as 10m or 2h, or an instant with its offset");
    }
    // What was written in the very microsecond in which the point lies is not before it.
    long micros = point.getEpochSecond() * 1_000_000 + point.getNano() / 1_000;
    return absent > 0 && point.getNano() % 1_000 != 0 ? micros + 1 : micros;
  }

  ParameterException wrong(String option, String got, String wanted) {
    return new ParameterException(
        spec.commandLine(), option + ": got `" + got + "`, wanted " + wanted);
  }
}
