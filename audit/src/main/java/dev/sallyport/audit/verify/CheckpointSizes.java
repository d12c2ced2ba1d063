package dev.sallyport.audit.verify;

import dev.sallyport.audit.note.Checkpoint;
import dev.sallyport.audit.note.NoteFormatException;
import dev.sallyport.audit.note.SignedNote;
import java.io.IOException;
import java.nio.file.Path;

/** Looks for a checkpoint to begin with. */
final class CheckpointSizes {
  private CheckpointSizes() {}

  /**
   * The largest size of at most {@code most} that a checkpoint in the first {@code bytes} bytes of
   * {@code file} has, or 0.
   */
  static long newestUpTo(Path file, long bytes, long most) throws IOException {
    if (most == VerifyOptions.ALL) {
      return 0;
    }
    long newest = 0;
    try (NoteReader notes = new NoteReader(file, bytes)) {
      boolean more = true;
      while (more) {
        try {
          SignedNote note = notes.next();
          more = note != null;
          long size = note == null ? 0 : Checkpoint.parse(note.text()).size();
          newest = size <= most ? Math.max(size, newest) : newest;
        } catch (NoteFormatException e) {
          // It is a finding when it is checked.
        }
      }
    }
    return newest;
  }
}
