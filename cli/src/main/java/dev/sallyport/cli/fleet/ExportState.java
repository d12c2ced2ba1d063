package dev.sallyport.cli.fleet;

import dev.sallyport.audit.note.NoteFormatException;
import dev.sallyport.audit.note.NoteText;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The file that says how far each run was exported to one target: a line for the format, one for
 * the target, one for what the target refused, one for each run. Replaced as a whole. One process
 * at a time holds it. Not thread-safe.
 */
final class ExportState implements AutoCloseable {
  private static final String FORMAT = "sallyport-export 1";
  private static final String TARGET = "target ";
  private static final String REFUSED = "refused ";
  private static final String RUN = "run ";

  private final Path file;
  private final FileChannel lockFile;
  private final SortedMap<String, RunPosition> runs = new TreeMap<>();
  private @Nullable String target;
  private long refused;
  private boolean changed;

  private ExportState(Path file, FileChannel lockFile) {
    this.file = file;
    this.lockFile = lockFile;
  }

  /**
   * Opens the state in {@code file}, or a new one.
   *
   * @throws IOException if another process holds it, or it can't be read or made
   */
  static ExportState open(Path file) throws IOException {
    OwnerOnlyFiles.createFolders(file.toAbsolutePath().getParent());
    Path lock = file.resolveSibling(file.getFileName() + ".lock");
    FileChannel channel =
        FileChannel.open(
            lock,
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
            OwnerOnlyFiles.attributes(lock));
    try {
      if (!isHeld(channel)) {
        throw new IOException("another export uses the state `" + file + "`");
      }
      ExportState state = new ExportState(file, channel);
      if (Files.exists(file)) {
        state.read();
      }
      return state;
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private static boolean isHeld(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false; // by another thread of this process
    }
  }

  private void read() throws IOException {
    List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
    int number = 0;
    try {
      for (String line : lines) {
        number++;
        readLine(number, line);
      }
      if (number < 3) {
        throw new NoteFormatException("it is cut short");
      }
    } catch (NoteFormatException e) {
      throw new IOException("the state `" + file + "`, line " + number + ": " + e.getMessage(), e);
    }
  }

  private void readLine(int number, String line) throws NoteFormatException {
    switch (number) {
      case 1 -> {
        if (!line.equals(FORMAT)) {
          throw new NoteFormatException("got `" + line + "`, wanted `" + FORMAT + "`");
        }
      }
      case 2 -> target = after(TARGET, line);
      case 3 -> refused = NoteText.parseDecimal(after(REFUSED, line));
      default -> {
        String run = after(RUN, line);
        int space = run.indexOf(' ');
        if (space <= 0) {
          throw new NoteFormatException("got `" + line + "`, wanted the name of a run");
        }
        runs.put(run.substring(0, space), RunPosition.parse(run.substring(space + 1)));
      }
    }
  }

  private static String after(String prefix, String line) throws NoteFormatException {
    if (!line.startsWith(prefix)) {
      throw new NoteFormatException("got `" + line + "`, wanted `" + prefix.trim() + "`");
    }
    return line.substring(prefix.length());
  }

  /**
   * Says which target this is the state of.
   *
   * @throws IOException if it is the state of another one
   */
  void belongsTo(String identity) throws IOException {
    if (target != null && !target.equals(identity)) {
      throw new IOException(
          "the state `"
              + file
              + "` is that of `"
              + target
              + "`, wanted that of `"
              + identity
              + "`"
              + " (option --state)");
    }
    changed |= target == null;
    target = identity;
  }

  Path file() {
    return file;
  }

  /** How far a run was exported. */
  RunPosition position(String run) {
    return runs.getOrDefault(run, RunPosition.START);
  }

  /** The runs that were exported, at least in part. */
  Set<String> runs() {
    return Set.copyOf(runs.keySet());
  }

  /** How many messages the target took and did not keep. */
  long refused() {
    return refused;
  }

  /** Notes that these were acknowledged. */
  void acknowledged(List<ExportItem> items, long refusedOfThem) {
    for (ExportItem item : items) {
      runs.put(item.run(), item.after());
    }
    refused += refusedOfThem;
    changed |= !items.isEmpty();
  }

  /** Forgets a run that does not exist any more. */
  void forget(String run) {
    changed |= runs.remove(run) != null;
  }

  /** Writes the file if there is something new; afterwards it is on the disk, whole. */
  void save() throws IOException {
    if (!changed) {
      return;
    }
    Path next = file.resolveSibling(file.getFileName() + ".next");
    Files.deleteIfExists(next);
    try (FileChannel out =
        FileChannel.open(
            next,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            OwnerOnlyFiles.attributes(next))) {
      ByteBuffer bytes = ByteBuffer.wrap(text().getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        out.write(bytes);
      }
      out.force(true);
    }
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    changed = false;
  }

  private String text() {
    StringBuilder text = new StringBuilder(FORMAT).append('\n');
    text.append(TARGET).append(target).append('\n');
    text.append(REFUSED).append(refused).append('\n');
    for (var run : runs.entrySet()) {
      text.append(RUN).append(run.getKey()).append(' ').append(run.getValue().text()).append('\n');
    }
    return text.toString();
  }

  @Override
  public void close() throws IOException {
    lockFile.close();
  }
}
