package dev.sallyport.audit.verify;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The files of a log by name; {@code docs/audit-format.md} describes them. */
final class LogFiles {
  static final String LOG_KEY = "log.vkey";
  static final String EPOCH_KEY = "epoch.key";
  static final String STORE_SUFFIX = ".cq4";
  static final String METADATA = "metadata.cq4t";
  static final String WRITER_LOCK = "writer.lock";
  static final String EPOCH = "epoch";
  static final String LEAF_HASHES = "leaf-hashes";
  static final String CHECKPOINTS = "checkpoints";
  static final String COSIGNATURES = "cosignatures";
  static final String CLOSED = "closed";
  static final String RECOVERED = "recovered";

  /** In place of a file name: all records of a run. */
  static final String WHOLE_RUN = "*";

  /** A note is put in place under its name and this, so that it is there whole or not at all. */
  private static final String NEW = ".new";

  private static final Set<String> NOTES = Set.of(EPOCH, CLOSED, RECOVERED);
  private static final Set<String> OTHERS =
      Set.of(METADATA, WRITER_LOCK, LEAF_HASHES, CHECKPOINTS, COSIGNATURES);

  /** Notes about a run's key or end are far shorter; a line for each day of a century fits. */
  private static final int MAX_NOTE_BYTES = 8 << 20;

  private LogFiles() {}

  static String name(Path path) {
    Path last = path.getFileName();
    return last == null ? "" : last.toString();
  }

  static boolean isStoreFile(String name) {
    return name.endsWith(STORE_SUFFIX);
  }

  static boolean isKnown(Path file) {
    String name = name(file);
    String plain = name.endsWith(NEW) ? name.substring(0, name.length() - NEW.length()) : name;
    boolean known = isStoreFile(name) || OTHERS.contains(name) || NOTES.contains(plain);
    return known && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
  }

  /** Everything in a folder, by name. */
  static List<Path> list(Path folder) throws IOException {
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> children = Files.newDirectoryStream(folder)) {
      for (Path child : children) {
        files.add(child);
      }
    }
    Collections.sort(files);
    return files;
  }

  /** The store files of a run, in the order they were written. */
  static List<Path> storeFiles(Path folder) throws IOException {
    List<Path> files = list(folder);
    files.removeIf(file -> !isStoreFile(name(file)));
    return files;
  }

  /** Length in bytes, 0 if there is no such file. */
  static long length(Path file) throws IOException {
    try {
      return Files.size(file);
    } catch (NoSuchFileException e) {
      return 0;
    }
  }

  /** The content of a small file, or null if there is none. */
  static byte @Nullable [] readSmall(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MAX_NOTE_BYTES + 1);
      if (bytes.length > MAX_NOTE_BYTES) {
        throw new IOException("`" + file + "` is longer than `" + MAX_NOTE_BYTES + "` bytes");
      }
      return bytes;
    } catch (NoSuchFileException e) {
      return null;
    }
  }
}
