package dev.sallyport.audit.seal;

import dev.sallyport.audit.LogTail;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The names of the files of a log, and which of them there are. */
final class SealFiles {
  static final String LOG_KEY = "log.vkey";
  static final String EPOCH_KEY = "epoch.key";
  static final String START_LOCK = "start.lock";
  static final String WRITER_LOCK = "writer.lock";
  static final String EPOCH = "epoch";
  static final String LEAF_HASHES = "leaf-hashes";
  static final String CHECKPOINTS = "checkpoints";
  static final String CLOSED = "closed";
  static final String RECOVERED = "recovered";
  static final String METADATA = "metadata.cq4t";
  static final String RECORDS_SUFFIX = ".cq4";

  private SealFiles() {}

  static String name(Path path) {
    Path last = path.getFileName();
    return last == null ? "" : last.toString();
  }

  /** The record files of the run in {@code folder}, in the order they were written. */
  static List<Path> records(Path folder) throws IOException {
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> children = Files.newDirectoryStream(folder)) {
      for (Path child : children) {
        if (child.toString().endsWith(RECORDS_SUFFIX)) {
          files.add(child);
        }
      }
    }
    Collections.sort(files);
    return files;
  }

  /** Whether there is a record, or what may have been one, in the run in {@code folder}. */
  static boolean hasRecords(Path folder) throws IOException {
    try (LogTail tail = LogTail.fromStart(folder)) {
      return tail.next() != null || Files.exists(folder.resolve(CHECKPOINTS));
    }
  }

  /** The files that a note at the end of a run covers, by name. */
  static List<Path> covered(Path folder) throws IOException {
    List<Path> files = records(folder);
    for (String name : new String[] {METADATA, EPOCH, LEAF_HASHES, CHECKPOINTS}) {
      Path file = folder.resolve(name);
      if (Files.exists(file)) {
        files.add(file);
      }
    }
    files.sort((a, b) -> name(a).compareTo(name(b)));
    return files;
  }
}
