package dev.sallyport.cli.witness;

import dev.sallyport.audit.anchor.DurableFile;
import dev.sallyport.audit.note.NoteFormatException;
import dev.sallyport.audit.note.NoteText;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The folder of one witness: a small file for each log and run, replaced as a whole. One process at
 * a time. The caller sees to it that one state is changed by one thread at a time.
 */
final class StateFolder implements Closeable {
  static final String KEY = "witness.key";
  private static final String LOCK = "lock";

  private final Path folder;
  private final FileChannel lock;

  private StateFolder(Path folder, FileChannel lock) {
    this.folder = folder;
    this.lock = lock;
  }

  /**
   * Opens the folder, and makes it if need be.
   *
   * @throws IOException with a one-line message, if another process has it open
   */
  static StateFolder open(Path folder) throws IOException {
    Files.createDirectories(folder, DurableFile.ownerOnly(folder, "rwx------"));
    Path file = folder.resolve(LOCK);
    FileChannel channel =
        FileChannel.open(
            file,
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
            DurableFile.ownerOnly(file, "rw-------"));
    if (tryLock(channel) == null) {
      channel.close();
      throw new IOException("another witness runs in `" + folder + "`");
    }
    return new StateFolder(folder, channel);
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  Path keyFile() {
    return folder.resolve(KEY);
  }

  /** The state of an origin, or null if there is none. */
  @Nullable RunState run(String origin) throws IOException {
    Path file = file("run", origin);
    String text = read(file);
    try {
      RunState state = text == null ? null : RunState.parse(text);
      if (state != null && !state.origin().equals(origin)) {
        throw new NoteFormatException("it is about `" + state.origin() + "`");
      }
      return state;
    } catch (NoteFormatException e) {
      throw damaged(file, e);
    }
  }

  /** The state of a log; that of one of which no epoch is known if there is none. */
  EpochState epochs(String logName) throws IOException {
    Path file = file("log", logName);
    String text = read(file);
    try {
      EpochState state = text == null ? EpochState.first(logName) : EpochState.parse(text);
      if (!state.logName().equals(logName)) {
        throw new NoteFormatException("it is about `" + state.logName() + "`");
      }
      return state;
    } catch (NoteFormatException e) {
      throw damaged(file, e);
    }
  }

  void store(RunState state) throws IOException {
    store(file("run", state.origin()), state.text());
  }

  void store(EpochState state) throws IOException {
    store(file("log", state.logName()), state.text());
  }

  private static void store(Path file, String text) throws IOException {
    DurableFile.replace(file, text.getBytes(StandardCharsets.UTF_8));
  }

  /** A damaged state is never taken for none: that would be a way back. */
  private static IOException damaged(Path file, NoteFormatException e) {
    return new IOException("the state `" + file + "` is damaged: " + e.getMessage(), e);
  }

  private static @Nullable String read(Path file) throws IOException {
    try {
      byte[] bytes = Files.readAllBytes(file);
      return NoteText.decodeUtf8(bytes, 0, bytes.length);
    } catch (NoSuchFileException e) {
      return null;
    } catch (NoteFormatException e) {
      throw damaged(file, e);
    }
  }

  /** Names can hold slashes and be long; a hash can't. */
  private Path file(String kind, String name) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
      return folder.resolve(kind + "-" + HexFormat.of().formatHex(hash));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no SHA-256", e);
    }
  }

  @Override
  public void close() throws IOException {
    lock.close();
  }
}
