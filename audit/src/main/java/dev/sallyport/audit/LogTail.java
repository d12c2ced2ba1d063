package dev.sallyport.audit;

import dev.sallyport.audit.merkle.TreeHasher;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the log of one run, also while another process writes it, and changes nothing. Needs no
 * store library. Not thread-safe.
 */
public final class LogTail implements Closeable {
  private static final String SUFFIX = ".cq4";
  private static final String LEAF_HASHES = "leaf-hashes";
  private static final long ANY_LEAF = -1;

  private final Path folder;
  private @Nullable StoreFileReader reader;
  private @Nullable AuditRecord pending;
  private long expectedLeaf;
  private boolean afterDamage;
  private boolean atStart;

  private LogTail(Path folder, long expectedLeaf) {
    this.folder = folder;
    this.expectedLeaf = expectedLeaf;
  }

  /**
   * Reads the run in {@code folder} from its first record; there need not be one yet. If records at
   * the beginning are gone that the run's leaf hashes cover, it begins with the first that is left:
   * files are removed in order, and whether these were is for verification to say.
   */
  public static LogTail fromStart(Path folder) {
    LogTail tail = new LogTail(folder, 0);
    tail.atStart = true;
    return tail;
  }

  /** Reads the run in {@code folder} from the first record that is still there, whatever it is. */
  public static LogTail fromOldest(Path folder) {
    return new LogTail(folder, ANY_LEAF);
  }

  /**
   * Reads the run in {@code folder} from a record that was read before, that one included.
   *
   * @param file the name of its {@linkplain #recordFile file}
   * @param recordOffset its {@linkplain #recordOffset place}
   * @throws IOException if the file can't be read
   */
  public static LogTail fromRecord(Path folder, String file, long recordOffset) throws IOException {
    LogTail tail = new LogTail(folder, ANY_LEAF);
    StoreFileReader reader = new StoreFileReader(folder.resolve(file));
    reader.seek(recordOffset - StoreFileReader.HEADER);
    tail.reader = reader;
    return tail;
  }

  /**
   * Reads the run in {@code folder} from its last {@code count} records; 0 means what comes from
   * now on.
   *
   * @throws IOException if the folder can't be read
   */
  public static LogTail fromLast(Path folder, int count) throws IOException {
    List<Path> files = files(folder);
    int wanted = Math.max(count, 0);
    for (int i = files.size() - 1; i >= 0; i--) {
      StoreFileReader reader = new StoreFileReader(files.get(i));
      wanted -= reader.seekLast(wanted);
      if (wanted == 0 || i == 0) {
        LogTail tail = new LogTail(folder, ANY_LEAF);
        tail.reader = reader;
        return tail;
      }
      reader.close();
    }
    return fromStart(folder);
  }

  /**
   * What comes next, or null if there is nothing more for now. Missing records are reported as
   * {@link AuditEntry.Damaged}, before the record after them.
   *
   * @throws IOException if the folder or a file can't be read
   */
  public @Nullable AuditEntry next() throws IOException {
    AuditRecord held = pending;
    if (held != null) {
      pending = null;
      return entry(held);
    }
    while (true) {
      StoreFileReader current = reader == null ? openAfter(null) : reader;
      if (current == null) {
        return null;
      }
      StoreFileReader.Found found = current.next();
      if (isContent(found)) {
        return content(current, found);
      }
      StoreFileReader later = openAfter(current.path());
      if (later == null) {
        return null;
      }
      // Once there is a later file nobody writes to this one: a last look is final.
      found = current.next();
      if (isContent(found)) {
        later.close();
        reader = current;
        return content(current, found);
      }
      current.close();
    }
  }

  /**
   * Goes to another place of the run: what comes next is what stands there.
   *
   * @param file a file of this run's store
   * @param offset where in it a document begins, four bytes before its record
   * @param leaf the index that the record there is to have
   * @throws IOException if the file can't be opened
   */
  public void seek(Path file, long offset, long leaf) throws IOException {
    StoreFileReader current = reader;
    if (current == null || !current.path().equals(file)) {
      close();
      reader = null;
      current = new StoreFileReader(file);
      reader = current;
    }
    current.seek(offset);
    pending = null;
    afterDamage = false;
    atStart = false;
    expectedLeaf = leaf;
  }

  /** The exact bytes of the record that {@link #next} returned last: a leaf of the tree. */
  public byte[] recordBytes() {
    return current().recordBytes();
  }

  /** The file of what {@link #next} returned last. */
  public Path recordFile() {
    return current().path();
  }

  /** Where in {@link #recordFile} the record that {@link #next} returned last begins, in bytes. */
  public long recordOffset() {
    return current().foundAt() + StoreFileReader.HEADER;
  }

  private StoreFileReader current() {
    StoreFileReader current = reader;
    if (current == null) {
      throw new IllegalStateException("nothing was read yet");
    }
    return current;
  }

  private static boolean isContent(StoreFileReader.Found found) {
    return found == StoreFileReader.Found.RECORD || found == StoreFileReader.Found.DAMAGE;
  }

  private AuditEntry content(StoreFileReader current, StoreFileReader.Found found)
      throws IOException {
    if (found == StoreFileReader.Found.DAMAGE) {
      afterDamage = true;
      return new AuditEntry.Damaged(current.path(), current.foundAt(), current.problem());
    }
    AuditRecord record = current.record();
    long leaf = record.leafIndex();
    long expected = expectedLeaf;
    boolean head = atStart && leaf > 0 && hasLeafHashes(leaf);
    boolean oneWasDamaged = afterDamage && leaf == expected + 1;
    expectedLeaf = leaf + 1;
    afterDamage = false;
    atStart = false;
    if (head || expected == ANY_LEAF || leaf == expected || oneWasDamaged) {
      return entry(record);
    }
    pending = record;
    return new AuditEntry.Damaged(current.path(), current.foundAt(), misplaced(leaf, expected));
  }

  /** Whether the file of leaf hashes covers the first {@code count} records. */
  private boolean hasLeafHashes(long count) throws IOException {
    Path hashes = folder.resolve(LEAF_HASHES);
    try {
      return Files.size(hashes) / TreeHasher.LENGTH >= count;
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  private static String misplaced(long leaf, long expected) {
    return leaf < expected
        ? "record `" + leaf + "` stands where record `" + expected + "` was expected"
        : "records `" + expected + "` to `" + (leaf - 1) + "` are missing";
  }

  private static AuditEntry entry(AuditRecord record) {
    if (record instanceof DecisionRecord decision) {
      return new AuditEntry.Decision(decision);
    }
    if (record instanceof OutcomeRecord outcome) {
      return new AuditEntry.Outcome(outcome);
    }
    return new AuditEntry.Event((EventRecord) record);
  }

  private @Nullable StoreFileReader openAfter(@Nullable Path file) throws IOException {
    for (Path candidate : files(folder)) {
      if (file == null || candidate.compareTo(file) > 0) {
        reader = new StoreFileReader(candidate);
        return reader;
      }
    }
    return null;
  }

  /** The files of the store in the order they were written: their names begin with the date. */
  private static List<Path> files(Path folder) throws IOException {
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> children = Files.newDirectoryStream(folder)) {
      for (Path child : children) {
        if (child.toString().endsWith(SUFFIX)) {
          files.add(child);
        }
      }
    }
    Collections.sort(files);
    return files;
  }

  /**
   * The leaf index after the last record in {@code folder}.
   *
   * @param expected what it is unless one more was written
   * @throws IOException if it is neither {@code expected} nor one more
   */
  static long nextLeaf(Path folder, long expected) throws IOException {
    long next = 0;
    try (LogTail tail = fromLast(folder, 1)) {
      for (AuditEntry entry = tail.next(); entry != null; entry = tail.next()) {
        if (entry instanceof AuditEntry.Damaged damaged) {
          throw new IOException("the end of the audit log is damaged: " + damaged.problem());
        }
        next = tail.expectedLeaf;
      }
    }
    if (next != expected && next != expected + 1) {
      throw new IOException(
          "the audit log ends before record `" + next + "`; wanted `" + expected + "`");
    }
    return next;
  }

  @Override
  public void close() throws IOException {
    if (reader != null) {
      reader.close();
    }
  }
}
