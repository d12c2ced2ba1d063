package dev.sallyport.audit.anchor;

import dev.sallyport.audit.seal.SealedCheckpoint;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Keeps checkpoints in a file, on another disk or machine. */
final class FileTarget implements AnchorTarget {
  private final NoteAppender file;

  FileTarget(Path file) {
    this.file = new NoteAppender(file);
  }

  @Override
  public void keep(SealedCheckpoint checkpoint) throws IOException {
    file.append(checkpoint.note().getBytes(StandardCharsets.UTF_8));
  }
}
