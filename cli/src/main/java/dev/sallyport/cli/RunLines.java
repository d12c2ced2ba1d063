package dev.sallyport.cli;

import dev.sallyport.audit.AuditEntry;
import dev.sallyport.audit.AuditRecord;
import dev.sallyport.audit.LogTail;
import dev.sallyport.audit.RunFolder;
import dev.sallyport.audit.merkle.TreeHasher;
import dev.sallyport.audit.note.NoteFormatException;
import dev.sallyport.cli.export.RecordLine;
import dev.sallyport.cli.prove.EntryRecord;
import dev.sallyport.cli.prove.RunNotes;
import java.io.IOException;
import java.io.PrintStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Writes each entry of runs as a line, in the order of the log. Not thread-safe. */
final class RunLines {
  private final CommandContext context;
  private final RecordLine form;
  private final PrintStream out;
  private final TreeHasher hasher = new TreeHasher();
  private final MessageDigest sha256;
  private boolean damaged;
  private boolean unreadable;

  RunLines(CommandContext context, RecordLine form, PrintStream out) {
    this.context = context;
    this.form = form;
    this.out = out;
    try {
      sha256 = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no SHA-256", e);
    }
  }

  /** Writes a whole run; one that can't be read is named on standard error. */
  void write(RunFolder run) {
    String name = String.valueOf(run.path().getFileName());
    EntryJson json = new EntryJson(name);
    try (LogTail tail = LogTail.fromStart(run.path())) {
      String origin = origin(run);
      String source = origin == null ? "sallyport:" + bootId(run) : origin;
      for (AuditEntry entry = tail.next(); entry != null; entry = tail.next()) {
        if (context.stopped()) {
          throw new CannotTellException("stopped before the end of the log");
        }
        line(entry, tail, json.of(entry), origin, source);
      }
    } catch (IOException e) {
      unreadable = true;
      hint("got an unreadable run `" + run.path() + "`: " + e.getMessage());
    }
  }

  private void line(
      AuditEntry entry, LogTail tail, String json, @Nullable String origin, String source) {
    AuditRecord record = EntryRecord.of(entry);
    if (record == null) {
      damaged = true;
      AuditEntry.Damaged place = (AuditEntry.Damaged) entry;
      String id = place.file().getFileName() + "@" + place.offset();
      out.print(form.line(json, new RecordLine.Place(source, id)));
      return;
    }
    String id = Long.toString(record.leafIndex());
    String whole = withHashes(json, tail.recordBytes(), origin);
    out.print(form.line(whole, new RecordLine.Place(source, id)));
  }

  /** The object of {@code tail --json} with three members more. */
  private String withHashes(String json, byte[] bytes, @Nullable String origin) {
    String more =
        JsonText.object(
            object -> {
              object.writeStringProperty("origin", origin);
              object.writeStringProperty(
                  "record_sha256", HexFormat.of().formatHex(sha256.digest(bytes)));
              object.writeStringProperty("leaf_hash", HexFormat.of().formatHex(hasher.leaf(bytes)));
            });
    return json.substring(0, json.length() - 1) + "," + more.substring(1);
  }

  private @Nullable String origin(RunFolder run) throws IOException {
    try {
      return RunNotes.read(run).origin();
    } catch (NoteFormatException e) {
      hint(String.valueOf(e.getMessage()));
      damaged = true;
      return null;
    }
  }

  private static String bootId(RunFolder run) {
    return HexFormat.of().toHexDigits(run.bootId());
  }

  int exitCode() {
    return unreadable ? ExitCode.UNKNOWN : damaged ? ExitCode.FINDING : ExitCode.FINE;
  }

  private void hint(String text) {
    context.err().println("sallyport: " + TerminalText.sentence(text, 600));
  }
}
