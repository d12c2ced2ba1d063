package dev.sallyport.cli.witness;

import dev.sallyport.audit.note.NoteFormatException;
import dev.sallyport.audit.note.NoteText;
import dev.sallyport.audit.note.NoteVerifier;
import org.jspecify.annotations.Nullable;

/**
 * Which epoch of a log comes next.
 *
 * @param logName of the log
 * @param next its number, from 0
 * @param key that signs its note; null if it is the key that the operator set
 * @param lastRun the first key of the run of the epoch before; null before the first
 */
record EpochState(
    String logName, long next, @Nullable NoteVerifier key, @Nullable NoteVerifier lastRun) {
  private static final int LINES = 5;
  private static final String VERSION = "sallyport witness log 1";
  private static final String NONE = "-";

  static EpochState first(String logName) {
    return new EpochState(logName, 0, null, null);
  }

  String text() {
    return String.join("\n", VERSION, logName, Long.toString(next), textOf(key), textOf(lastRun))
        + "\n";
  }

  private static String textOf(@Nullable NoteVerifier verifier) {
    return verifier == null ? NONE : verifier.text();
  }

  private static @Nullable NoteVerifier verifier(String text) throws NoteFormatException {
    return text.equals(NONE) ? null : NoteVerifier.parse(text);
  }

  static EpochState parse(String text) throws NoteFormatException {
    String[] lines = text.split("\n", -1);
    if (lines.length != LINES + 1 || !lines[0].equals(VERSION) || !lines[LINES].isEmpty()) {
      throw new NoteFormatException("got no state of a log, wanted `" + VERSION + "`");
    }
    return new EpochState(
        lines[1], NoteText.parseDecimal(lines[2]), verifier(lines[3]), verifier(lines[4]));
  }
}
