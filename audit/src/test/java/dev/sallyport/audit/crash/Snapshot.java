package dev.sallyport.audit.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What a log's files held at a time, by their path below the root. */
final class Snapshot {
  final TreeMap<String, byte[]> files = new TreeMap<>();

  /**
   * Copies a log that is being written. What seals is read before what it seals: the log only
   * grows, so each checkpoint's records are in the copy. Locks are not opened, as that would
   * release them.
   */
  static Snapshot take(Path root) throws IOException {
    List<Path> paths = new ArrayList<>();
    try (Stream<Path> all = Files.walk(root)) {
      all.filter(Files::isRegularFile).forEach(paths::add);
    }
    paths.sort(Comparator.comparing(Snapshot::order).thenComparing(Path::compareTo));
    Snapshot snapshot = new Snapshot();
    for (Path path : paths) {
      boolean lock = path.toString().endsWith(".lock");
      byte[] content = lock ? new byte[0] : Files.readAllBytes(path);
      snapshot.files.put(root.relativize(path).toString(), content);
    }
    return snapshot;
  }

  private static int order(Path path) {
    return switch (path.getFileName().toString()) {
      case "checkpoints" -> 0;
      case "leaf-hashes" -> 1;
      default -> 2;
    };
  }

  Snapshot copy() {
    Snapshot copy = new Snapshot();
    files.forEach((name, content) -> copy.files.put(name, content.clone()));
    return copy;
  }

  /** Writes the files, for the owner alone; zeros at their ends take no space. */
  void writeTo(Path root) throws IOException {
    for (String name : files.keySet()) {
      Path path = root.resolve(name);
      Files.createDirectories(path.getParent());
      byte[] content = files.get(name);
      int used = content.length;
      while (used > 0 && content[used - 1] == 0) {
        used--;
      }
      try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
        file.write(content, 0, used);
        file.setLength(content.length);
      }
      File owned = path.toFile();
      assertThat(owned.setReadable(false, false) && owned.setReadable(true, true)).isTrue();
      assertThat(owned.setWritable(false, false) && owned.setWritable(true, true)).isTrue();
    }
  }
}
