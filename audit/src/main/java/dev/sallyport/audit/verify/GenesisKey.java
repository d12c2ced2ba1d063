package dev.sallyport.audit.verify;

import dev.sallyport.audit.note.NoteFormatException;
import dev.sallyport.audit.note.NoteSigner;
import dev.sallyport.audit.note.NoteVerifier;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The keys in a log's own folder: the one that it begins with, and the one that comes next. */
final class GenesisKey {
  private GenesisKey() {}

  /**
   * The key to begin with: the one that was given, else the one beside the log.
   *
   * @return null if there is none, or the one given can't be the log's
   */
  static @Nullable NoteVerifier find(Path root, @Nullable NoteVerifier given, FindingList findings)
      throws IOException {
    byte[] bytes = LogFiles.readSmall(root.resolve(LogFiles.LOG_KEY));
    NoteVerifier beside = null;
    try {
      beside = bytes == null ? null : NoteVerifier.parse(line(bytes));
      if (bytes == null) {
        FindingKind kind = given == null ? FindingKind.NO_KEY : FindingKind.FILE_MISSING;
        findings.add(kind, LogFiles.LOG_KEY, "there is no key beside the log");
      }
    } catch (NoteFormatException e) {
      findings.add(FindingKind.NOTE_ALTERED, LogFiles.LOG_KEY, String.valueOf(e.getMessage()));
    }
    if (given == null || beside == null || given.equals(beside)) {
      return given == null ? beside : given;
    }
    boolean sameLog = given.name().equals(beside.name());
    findings.add(
        sameLog ? FindingKind.WRONG_KEY : FindingKind.KEY_OF_OTHER_LOG,
        LogFiles.LOG_KEY,
        "got the key `" + given.text() + "`; the log begins with `" + beside.text() + "`");
    return null;
  }

  /** Compares the key of the next epoch with the chain that leads to it. */
  static void checkNext(
      Path root, @Nullable NoteVerifier given, EpochChain chain, FindingList findings)
      throws IOException {
    if (chain.current().isEmpty() || chain.isSignedOutside()) {
      return;
    }
    byte[] bytes = LogFiles.readSmall(root.resolve(LogFiles.EPOCH_KEY));
    if (bytes == null && given == null) {
      findings.add(
          FindingKind.NO_KEY,
          LogFiles.EPOCH_KEY,
          "without the key of the next epoch, runs removed from the end can't be noticed");
      return;
    }
    try {
      NoteVerifier found =
          given == null || bytes != null
              ? NoteSigner.parse(line(bytes == null ? new byte[0] : bytes)).verifier()
              : given;
      check(found, chain, findings);
      if (given != null && !given.equals(found)) {
        check(given, chain, findings);
      }
    } catch (NoteFormatException e) {
      findings.add(FindingKind.NOTE_ALTERED, LogFiles.EPOCH_KEY, String.valueOf(e.getMessage()));
    }
  }

  private static void check(NoteVerifier found, EpochChain chain, FindingList findings) {
    List<NoteVerifier> wanted = chain.current();
    if (wanted.contains(found)) {
      return;
    }
    String expected = EpochStatement.keyName(String.valueOf(chain.logName()), chain.nextNumber());
    findings.add(
        FindingKind.RUN_MISSING,
        LogFiles.EPOCH_KEY,
        found.name().equals(expected)
            ? "it is not the key that the newest run names"
            : "it is `" + found.name() + "`; after the newest run here comes `" + expected + "`");
  }

  /** One line of text; a key has no more. */
  static String line(byte[] bytes) throws NoteFormatException {
    String text = new String(bytes, StandardCharsets.UTF_8);
    boolean one = text.endsWith("\n") && text.indexOf('\n') == text.length() - 1;
    if (!one) {
      throw new NoteFormatException("got no key, wanted one line");
    }
    return text.substring(0, text.length() - 1);
  }
}
