package dev.sallyport.audit.verify;

import java.io.Closeable;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Walks the raw records of a run over all its files. Not thread-safe. */
final class RecordWalk implements Closeable {
  /** Is told that reading of a file begins. */
  interface FileListener {
    void opened(Path file) throws IOException;
  }

  private final List<Path> files;
  private final FileListener listener;
  private @Nullable StoreFile current;
  private int nextFile;

  RecordWalk(List<Path> files, FileListener listener) {
    this.files = List.copyOf(files);
    this.listener = listener;
  }

  /** The file that the last record or damage was found in. */
  StoreFile file() {
    StoreFile opened = current;
    if (opened == null) {
      throw new IllegalStateException("nothing was read yet");
    }
    return opened;
  }

  /** Goes to the record {@code leaf} without looking into those before; to be called first. */
  void skipTo(long leaf) throws IOException {
    int file = files.size() - 1;
    while (file > 0 && firstLeaf(files.get(file)) > leaf) {
      file--;
    }
    if (file < 0 || firstLeaf(files.get(file)) >= leaf) {
      nextFile = Math.max(file, 0);
      return;
    }
    nextFile = file;
    open(files.get(nextFile++));
    StoreFile opened = current;
    boolean more = opened != null;
    while (more && opened != null) {
      more = opened.next(false) != StoreFile.Found.NOTHING && opened.peekLeafIndex() != leaf;
    }
  }

  /** The index of the first record of a file; far away if there is none. */
  private static long firstLeaf(Path file) throws IOException {
    try (StoreFile opened = new StoreFile(file)) {
      return opened.next(false) == StoreFile.Found.RECORD ? opened.leafIndex() : Long.MAX_VALUE;
    } catch (FileNotFoundException e) {
      return Long.MAX_VALUE;
    }
  }

  /** What comes next; {@link StoreFile.Found#NOTHING} after the last record of the last file. */
  StoreFile.Found next() throws IOException {
    while (true) {
      StoreFile opened = current;
      if (opened != null) {
        StoreFile.Found found = opened.next(true);
        if (found != StoreFile.Found.NOTHING) {
          return found;
        }
      }
      if (nextFile >= files.size()) {
        return StoreFile.Found.NOTHING;
      }
      open(files.get(nextFile++));
    }
  }

  private void open(Path file) throws IOException {
    close();
    try {
      current = new StoreFile(file);
      listener.opened(file);
    } catch (FileNotFoundException e) {
      // Removed since the folder was listed; the records that follow tell which are missing.
      current = null;
    }
  }

  @Override
  public void close() throws IOException {
    StoreFile opened = current;
    current = null;
    if (opened != null) {
      opened.close();
    }
  }
}
