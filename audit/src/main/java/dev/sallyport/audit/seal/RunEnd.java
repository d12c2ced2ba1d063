package dev.sallyport.audit.seal;

import dev.sallyport.audit.AuditLog;
import dev.sallyport.audit.note.SignedNote;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Writes the note {@code closed} at the end of a run. */
final class RunEnd {
  /** What can be hashed in the time that a process has to end. */
  private static final long MAX_DIGEST_BYTES = 256L << 20;

  private final AuditLog log;
  private final SealOptions options;
  private final SealDisk disk;
  private final SealedRun run;
  private final RunEvents events;
  private final RunKeys keys;

  RunEnd(
      AuditLog log,
      SealOptions options,
      SealDisk disk,
      SealedRun run,
      RunEvents events,
      RunKeys keys) {
    this.log = log;
    this.options = options;
    this.disk = disk;
    this.run = run;
    this.events = events;
    this.keys = keys;
  }

  /** Removes a file of the run that ended; not while the note is being written. */
  synchronized void remove(Path file) throws IOException {
    if (!Files.exists(options.folder().resolve(SealFiles.CLOSED))) {
      disk.delete(file);
      disk.forceFolder(options.folder());
    }
  }

  /**
   * Writes the note, if nothing was appended since the last checkpoint.
   *
   * @return whether it did
   */
  boolean writeClosed() throws Exception {
    return log.exclusively(this::writeIfSealed);
  }

  private synchronized Boolean writeIfSealed() throws IOException {
    if (log.appended() != run.sealed()) {
      return false;
    }
    Path note = options.folder().resolve(SealFiles.CLOSED);
    List<FileDigest> files = new ArrayList<>();
    for (Path file : SealFiles.covered(options.folder())) {
      files.add(digest(file));
    }
    EndNote text =
        new EndNote(keys.origin() + "/" + SealFiles.CLOSED, run.size(), run.root(), files, null);
    SignedNote signed = keys.sign(text.text());
    disk.replace(note, signed.toString().getBytes(StandardCharsets.UTF_8));
    log.endedBy(note);
    return true;
  }

  private FileDigest digest(Path file) throws IOException {
    for (EndedFile ended : events.sealedFiles()) {
      if (ended.roll().file().equals(file)) {
        return ended.digest();
      }
    }
    return FileDigest.of(file, MAX_DIGEST_BYTES);
  }
}
