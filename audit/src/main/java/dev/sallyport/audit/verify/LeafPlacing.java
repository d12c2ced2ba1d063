package dev.sallyport.audit.verify;

import dev.sallyport.audit.DamagedRecordException;
import dev.sallyport.audit.DecisionId;
import dev.sallyport.audit.EventRecord;
import dev.sallyport.audit.RecordDecoder;
import dev.sallyport.audit.merkle.TreeHasher;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Puts the records of a run at the places of the tree, and finds those that are altered, moved,
 * missing or too many. Places without a record take their leaf hash from the file of leaf hashes,
 * so that the rest can be checked. Not thread-safe.
 */
final class LeafPlacing {
  /**
   * Leaves without records.
   *
   * @param wholeFiles whether they may be exactly the records of files that are gone
   * @param file the file that ends before, or begins after them
   */
  record Absent(long first, long end, boolean wholeFiles, String file) {}

  /** Records that stand where they should not are remembered up to here. */
  private static final int MAX_REMEMBERED = 10_000;

  private final long bootId;
  private final RecordWalk walk;
  private final StoredHashes stored;
  private final FindingList findings;
  private final TreeCheck tree = new TreeCheck();
  private final RunEvents events = new RunEvents();
  private final TreeHasher hasher = new TreeHasher();
  private final RecordShape shape = new RecordShape();
  private final byte[] hash = new byte[TreeHasher.LENGTH];
  private final List<Absent> absent = new ArrayList<>();
  private final List<Finding> strays = new ArrayList<>();
  private final Map<String, FileEnd> fileEnds = new HashMap<>();
  private long leaves;
  private long absentUntil;
  private boolean held;
  private boolean ended;
  private @Nullable StoreFile lastFile;
  private @Nullable Finding damage;
  private long lastMicros = -1;

  LeafPlacing(long bootId, RecordWalk walk, StoredHashes stored, FindingList findings) {
    this.bootId = bootId;
    this.walk = walk;
    this.stored = stored;
    this.findings = findings;
  }

  TreeCheck tree() {
    return tree;
  }

  RunEvents events() {
    return events;
  }

  /** How many places of the tree are passed. */
  long leaves() {
    return leaves;
  }

  /** Offset in the file that is read. */
  long offset() {
    return lastFile == null ? 0 : lastFile.end();
  }

  long lastMicros() {
    return lastMicros;
  }

  /** Leaves whose records are nowhere. */
  List<Absent> absent() {
    return absent;
  }

  /** Whether there is no further record. */
  boolean ended() {
    return ended;
  }

  /** The trees at the ends of files, by name, but for the last file. */
  Map<String, FileEnd> fileEnds() {
    return fileEnds;
  }

  /** Takes the leaves up to {@code first} from the leaf hashes; their records are not read. */
  void passOver(long first) {
    absentUntil = first;
  }

  /** Goes on until {@code limit} places are passed. */
  void advanceTo(long limit) throws IOException {
    while (leaves < limit) {
      if (leaves < absentUntil) {
        passAbsent(Math.min(limit, absentUntil));
      } else if (!takeNext()) {
        noteAbsent(leaves, limit, true, "");
        absentUntil = limit;
      }
    }
  }

  /** Takes what comes next, at the place that it belongs to; false if there is nothing more. */
  boolean takeNext() throws IOException {
    if (leaves < absentUntil) {
      passAbsent(absentUntil);
    }
    if (held) {
      held = false;
      placeRecord(walk.file());
      return true;
    }
    StoreFile.Found found = walk.next();
    if (found == StoreFile.Found.NOTHING) {
      ended = true;
      endDamage(leaves);
      return false;
    }
    StoreFile file = walk.file();
    if (found == StoreFile.Found.DAMAGE) {
      enter(file);
      endDamage(leaves);
      damage = place(FindingKind.RECORD_ALTERED, file, file.problem());
    } else {
      placeRecord(file);
    }
    return true;
  }

  private void passAbsent(long end) throws IOException {
    while (leaves < end && leaves < stored.size()) {
      byte[] hashes = stored.load(leaves);
      tree.add(hashes, stored.at(leaves));
      leaves++;
    }
    if (leaves < end) {
      tree.giveUp();
      leaves = end;
    }
  }

  private void placeRecord(StoreFile file) throws IOException {
    boolean begins = enter(file);
    hasher.leaf(file.bytes(), file.at(), file.length(), hash, 0);
    if (!file.problem().isEmpty()) {
      placeUnreadable(file, file.problem());
    } else if (file.leafIndex() == leaves) {
      placeExpected(file);
    } else if (file.leafIndex() > leaves) {
      placeLater(file, begins);
    } else {
      placeEarlier(file);
    }
  }

  /** Whether {@code file} is another than before; then the one before is at its end. */
  private boolean enter(StoreFile file) {
    StoreFile before = lastFile;
    lastFile = file;
    if (before != null && before != file) {
      fileEnds.put(LogFiles.name(before.path()), new FileEnd(leaves, tree.roots()));
    }
    return before != file;
  }

  private void placeExpected(StoreFile file) throws IOException {
    endDamage(leaves);
    boolean known = leaves < stored.size();
    if (known && !stored.matches(leaves, hash)) {
      placeDiffering(file);
      return;
    }
    tree.add(hash, 0);
    checkContent(file);
    noteEvent(file);
    leaves++;
  }

  /** The record says that it is the expected one, and is another than its leaf hash says. */
  private void placeDiffering(StoreFile file) throws IOException {
    if (file.peekLeafIndex() == leaves) {
      findings.add(at(FindingKind.BYTES_INSERTED, file, "a record that was never written"));
      return;
    }
    Finding suspect =
        at(FindingKind.RECORD_ALTERED, file, "the record is not the one that was sealed");
    byte[] hashes = stored.load(leaves);
    tree.addDiffering(hash, hashes, stored.at(leaves), suspect.withLeaves(leaves, leaves + 1));
    leaves++;
  }

  private void checkContent(StoreFile file) {
    lastMicros = file.wallClockMicros();
    String problem = null;
    if (file.bootId() != bootId) {
      problem = "its boot id is that of another run";
    } else if (!shape.fits(file.bytes(), file.at(), file.length())) {
      problem = "its content is no record that a reader takes";
    }
    if (problem != null) {
      findings.add(at(FindingKind.RECORD_UNREADABLE, file, problem).withLeaves(leaves, leaves + 1));
    }
  }

  private void noteEvent(StoreFile file) {
    if (!RecordShape.isEvent(file.kind())) {
      return;
    }
    try {
      events.add(
          leaves, (EventRecord) RecordDecoder.decode(file.bytes(), file.at(), file.length()));
    } catch (DamagedRecordException e) {
      findings.add(
          at(FindingKind.RECORD_UNREADABLE, file, String.valueOf(e.getMessage()))
              .withLeaves(leaves, leaves + 1));
    }
  }

  /** A record whose checksum or length is wrong stands for the expected one. */
  private void placeUnreadable(StoreFile file, String problem) throws IOException {
    endDamage(leaves);
    if (file.peekLeafIndex() == leaves) {
      findings.add(at(FindingKind.BYTES_INSERTED, file, "not a record: " + problem));
      return;
    }
    boolean sealed = stored.matches(leaves, hash);
    FindingKind kind = sealed ? FindingKind.RECORD_UNREADABLE : FindingKind.RECORD_ALTERED;
    findings.add(at(kind, file, problem).withLeaves(leaves, leaves + 1));
    if (leaves < stored.size()) {
      passAbsent(leaves + 1);
    } else {
      tree.add(hash, 0);
      leaves++;
    }
  }

  /** The record's index is larger than expected: records before it are missing, or it was moved. */
  private void placeLater(StoreFile file, boolean begins) throws IOException {
    long own = file.leafIndex();
    boolean genuine = stored.matches(own, hash);
    boolean replaces = file.peekLeafIndex() == leaves + 1;
    if (genuine && replaces && !begins) {
      stray(file, own);
      replaced(file);
    } else if (genuine || own >= stored.size() && leaves >= stored.size()) {
      if (damage == null) {
        noteAbsent(leaves, own, begins, LogFiles.name(file.path()));
      }
      endDamage(own);
      absentUntil = own;
      held = true;
    } else {
      placeUnreadable(file, "its leaf index is `" + own + "`, wanted `" + leaves + "`");
    }
  }

  private void placeEarlier(StoreFile file) throws IOException {
    long own = file.leafIndex();
    if (!stored.matches(own, hash)) {
      placeUnreadable(file, "its leaf index is `" + own + "`, wanted `" + leaves + "`");
      return;
    }
    endDamage(leaves);
    stray(file, own);
    if (file.peekLeafIndex() == leaves + 1) {
      replaced(file);
    }
  }

  /** A genuine record of another place stands where the expected one should. */
  private void replaced(StoreFile file) throws IOException {
    noteAbsent(leaves, leaves + 1, false, LogFiles.name(file.path()));
    passAbsent(leaves + 1);
  }

  private void stray(StoreFile file, long own) {
    String detail = "record `" + own + "` stands where record `" + leaves + "` was written";
    if (strays.size() < MAX_REMEMBERED) {
      strays.add(at(FindingKind.RECORD_DUPLICATED, file, detail).withLeaves(own, own + 1));
    }
  }

  private void noteAbsent(long first, long end, boolean wholeFiles, String file) {
    if (absent.size() < MAX_REMEMBERED) {
      absent.add(new Absent(first, end, wholeFiles, file));
    }
  }

  /** The bytes without a frame stood for the leaves up to {@code next}. */
  private void endDamage(long next) {
    Finding found = damage;
    damage = null;
    if (found == null) {
      return;
    }
    findings.add(
        next > leaves
            ? found.withLeaves(leaves, next)
            : found.withKind(FindingKind.BYTES_INSERTED).withLeaves(leaves, leaves));
  }

  /** Tells moved records from copies, and adds what is left to the findings. */
  void report() {
    for (Finding stray : strays) {
      boolean moved =
          absent.removeIf(
              range -> range.first() == stray.firstLeaf() && range.end() == stray.endLeaf());
      findings.add(moved ? stray.withKind(FindingKind.RECORD_MOVED) : stray);
    }
    strays.clear();
  }

  private Finding at(FindingKind kind, StoreFile file, String detail) {
    return place(kind, file, detail).withDecision(decisionId(file));
  }

  private Finding place(FindingKind kind, StoreFile file, String detail) {
    return findings
        .draft(kind, detail)
        .withFile(LogFiles.name(file.path()))
        .withBytes(file.begin(), file.end())
        .withLeaves(leaves, leaves);
  }

  /** The decision that the record is about, or null. */
  private @Nullable String decisionId(StoreFile file) {
    boolean call =
        file.length() >= 48
            && (file.kind() == RecordShape.DECISION || file.kind() == RecordShape.OUTCOME);
    return call ? DecisionId.format(bootId, file.callId()) : null;
  }
}
