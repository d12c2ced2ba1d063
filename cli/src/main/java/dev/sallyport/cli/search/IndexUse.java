package dev.sallyport.cli.search;

import java.nio.file.Path;

/** What to do with indexes, and whom to tell. */
public interface IndexUse {
  /** Whether to read and write indexes at all. */
  boolean isOn();

  /** An index can't be written; the search goes on without it. */
  void unwritable(Path folder, String reason);

  /** How far a file of the log is read that the index does not know, in bytes. */
  void progress(Path file, long offset, long length);
}
