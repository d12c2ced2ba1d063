package dev.sallyport.audit.seal;

import dev.sallyport.audit.RunFolder;
import dev.sallyport.audit.RunFolders;
import dev.sallyport.audit.note.NoteSigner;
import dev.sallyport.audit.note.NoteText;
import dev.sallyport.audit.note.NoteVerifier;
import dev.sallyport.audit.note.SignedNote;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Begins the epoch of one run. The key of the epoch certifies the run's first key and the key of
 * the next epoch, and is destroyed: who breaks in later can't certify anything earlier.
 */
final class EpochKeys {
  private static final long LOCK_SECONDS = 60;
  private static final int RANDOM_NAME_BYTES = 8;

  private final SealOptions options;
  private final SealDisk disk;
  private final RandomSource random;
  private final SealReporter reporter;

  EpochKeys(SealOptions options, SealDisk disk, RandomSource random, SealReporter reporter) {
    this.options = options;
    this.disk = disk;
    this.random = random;
    this.reporter = reporter;
  }

  /** Pays for the first use of the signature code, outside of any lock. */
  static void warmUp(RandomSource random) {
    NoteSigner unused = RunKeys.generate("unused", random);
    SignedNote.sign("unused\n", unused);
    unused.destroy();
  }

  /**
   * Begins the next epoch of the log.
   *
   * @throws IOException with a one-line message that says what to do, if that can't be done
   */
  Epoch begin() throws IOException {
    Path root = options.root();
    try (FileChannel lock =
        FileLocks.await(root.resolve(SealFiles.START_LOCK), disk, LOCK_SECONDS)) {
      Objects.requireNonNull(lock);
      String command = options.signer();
      return command == null ? beginWithKey() : beginWithSigner(new ExternalSigner(command));
    }
  }

  private Epoch beginWithKey() throws IOException {
    EpochKeyFile file = new EpochKeyFile(options, disk);
    NoteSigner key = file.read();
    LogKeyFile logKey = new LogKeyFile(options.root(), disk);
    if (key == null) {
      logKey.checkAbsent(file.path());
      key = RunKeys.generate(EpochKeyFile.keyName(newLogName(), 0), random);
      file.write(key);
    }
    String logName = EpochKeyFile.logName(key);
    long number = EpochKeyFile.number(key);
    checkLogName(logName);
    if (logKey.agreeWith(key, number)) {
      announce(logKey);
    }
    List<EpochNote> earlier = earlier(logName);
    checkUnused(number, file.path(), earlier);
    PreviousRun previous = previous(number, key, earlier);
    RunKeys keys = new RunKeys(origin(logName), random);
    NoteSigner next = RunKeys.generate(EpochKeyFile.keyName(logName, number + 1), random);
    EpochNote note = note(logName, number, keys, next, previous);
    disk.replace(epochFile(), SignedNote.sign(note.text(), key).bytes());
    file.write(next);
    key.destroy();
    next.destroy();
    return new Epoch(logName, number, keys, null, previous);
  }

  private Epoch beginWithSigner(ExternalSigner signer) throws IOException {
    LogKeyFile logKey = new LogKeyFile(options.root(), disk);
    if (logKey.agreeWith(signer.verifier())) {
      announce(logKey);
    }
    List<EpochNote> earlier = earlier(null);
    String logName = earlier.isEmpty() ? newLogName() : earlier.get(0).logName();
    checkLogName(logName);
    long number = 0;
    EpochNote last = null;
    for (EpochNote run : earlier) {
      if (run.number() >= number) {
        number = run.number() + 1;
        last = run;
      }
    }
    PreviousRun previous = last == null ? null : previous(last);
    RunKeys keys = new RunKeys(origin(logName), random);
    EpochNote note = note(logName, number, keys, null, previous);
    SignedNote signed = new SignedNote(note.text(), List.of(signer.sign(note.text())));
    disk.replace(epochFile(), signed.bytes());
    return new Epoch(logName, number, keys, signer, previous);
  }

  private EpochNote note(
      String logName,
      long number,
      RunKeys keys,
      @Nullable NoteSigner next,
      @Nullable PreviousRun previous) {
    return new EpochNote(
        logName,
        number,
        options.folderName(),
        keys.verifier(),
        next == null ? null : next.verifier(),
        previous == null ? null : previous.folder());
  }

  private String origin(String logName) {
    return logName + "/" + HexFormat.of().toHexDigits(options.bootId());
  }

  private Path epochFile() {
    return options.folder().resolve(SealFiles.EPOCH);
  }

  private String newLogName() {
    String configured = options.origin();
    return configured != null
        ? configured
        : "sallyport/" + HexFormat.of().formatHex(random.bytes(RANDOM_NAME_BYTES));
  }

  private void checkLogName(String logName) throws IOException {
    String configured = options.origin();
    if (!NoteText.isName(logName) || (configured != null && !configured.equals(logName))) {
      throw new IOException(
          "the log in `"
              + options.root()
              + "` has the name `"
              + logName
              + "`; got `"
              + configured
              + "` (setting audit.origin); take the name away, or another folder");
    }
  }

  private void announce(LogKeyFile logKey) {
    reporter.report(
        "the log in `"
            + options.root()
            + "` is verified with the key "
            + logKey.text()
            + " - keep a copy of it elsewhere; it is stored in `"
            + logKey.path()
            + "`");
  }

  /** The epochs of the runs before, newest first by name; all of the log {@code logName} if set. */
  private List<EpochNote> earlier(@Nullable String logName) throws IOException {
    List<RunFolder> runs = new ArrayList<>(RunFolders.list(options.root()));
    Collections.reverse(runs);
    List<EpochNote> found = new ArrayList<>();
    for (RunFolder run : runs) {
      String name = SealFiles.name(run.path());
      EpochNote note = name.equals(options.folderName()) ? null : EpochNote.read(run.path());
      boolean ofLog = note != null && (logName == null || note.logName().equals(logName));
      if (note != null && ofLog && note.folder().equals(name)) {
        found.add(note);
      }
    }
    return found;
  }

  /** A number may occur again only after a start that was killed before its first record. */
  private void checkUnused(long number, Path keyFile, List<EpochNote> earlier) throws IOException {
    for (EpochNote run : earlier) {
      if (run.number() >= number && SealFiles.hasRecords(options.root().resolve(run.folder()))) {
        throw new IOException(
            "`"
                + keyFile
                + "` is an old copy: it is the key of epoch `"
                + number
                + "`, and the run `"
                + run.folder()
                + "` was of epoch `"
                + run.number()
                + "`; put the newest key back, or set audit.dir to a new folder");
      }
    }
  }

  private @Nullable PreviousRun previous(long number, NoteSigner key, List<EpochNote> earlier)
      throws IOException {
    for (EpochNote run : earlier) {
      NoteVerifier next = run.nextKey();
      if (run.number() == number - 1 && next != null && next.equals(key.verifier())) {
        return previous(run);
      }
    }
    return null;
  }

  private PreviousRun previous(EpochNote run) throws IOException {
    return PreviousRun.of(options.root().resolve(run.folder()), disk);
  }
}
