package dev.sallyport.cli.export;

import dev.sallyport.audit.AuditEntry;
import dev.sallyport.audit.AuditRecord;
import dev.sallyport.audit.LogTail;
import dev.sallyport.audit.RunFolder;
import dev.sallyport.audit.merkle.HashTree;
import dev.sallyport.audit.merkle.TreeHasher;
import dev.sallyport.audit.note.Checkpoint;
import dev.sallyport.audit.note.NoteFormatException;
import dev.sallyport.audit.note.NoteVerifier;
import dev.sallyport.audit.note.SignedNote;
import dev.sallyport.cli.prove.CheckedProof;
import dev.sallyport.cli.prove.EntryRecord;
import dev.sallyport.cli.prove.InvalidProofFileException;
import dev.sallyport.cli.prove.LeafHashFile;
import dev.sallyport.cli.prove.NotProvableException;
import dev.sallyport.cli.prove.Prover;
import dev.sallyport.cli.prove.RunNotes;
import dev.sallyport.cli.prove.WantedLeaf;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Exports the sealed part of a run as C2SP tlog-tiles: {@code checkpoint}, {@code tile/L/N}, {@code
 * tile/entries/N}, and {@code vkeys} with the keys that lead to the one that signed the checkpoint,
 * one a line. The checkpoint comes last, so that what it names is always there.
 */
public final class TileExport {
  private static final String CHECKPOINT = "checkpoint";
  private static final String KEYS = "vkeys";

  private final RunFolder run;
  private final CheckedProof last;
  private final LeafHashFile hashes;
  private final byte[] block = new byte[TilePath.WIDTH * TreeHasher.LENGTH];

  private TileExport(RunFolder run, CheckedProof last, LeafHashFile hashes) {
    this.run = run;
    this.last = last;
    this.hashes = hashes;
  }

  /**
   * What was exported.
   *
   * @param size of the tree
   * @param written how many tiles and bundles were not there yet
   * @param incompleteBundles how many bundles are missing because records are gone
   */
  public record Result(long size, int written, int incompleteBundles) {}

  /**
   * Exports {@code run} to {@code folder}, which may hold a former export of the same run.
   *
   * @throws ExportRefusedException if nothing is sealed, or log, export and checkpoint do not agree
   */
  public static Result export(RunFolder run, Path folder)
      throws IOException, ExportRefusedException {
    try {
      RunNotes.Sealed newest = RunNotes.read(run).newest();
      if (newest == null || newest.checkpoint().size() == 0) {
        throw ExportRefusedException.missing("the run has no checkpoint yet");
      }
      long index = newest.checkpoint().size() - 1;
      CheckedProof last = Prover.prove(run, WantedLeaf.at(index), "record " + index, false);
      if (last == null) {
        throw ExportRefusedException.contradiction(
            "record `" + index + "`, which a checkpoint covers, is missing");
      }
      try (LeafHashFile hashes = new LeafHashFile(run.path());
          TileFolder target = TileFolder.open(folder)) {
        return new TileExport(run, last, hashes).writeTo(target);
      }
    } catch (InvalidProofFileException e) {
      throw ExportRefusedException.contradiction("the log contradicts itself: " + e.getMessage());
    } catch (NotProvableException | NoteFormatException e) {
      throw ExportRefusedException.missing(String.valueOf(e.getMessage()));
    }
  }

  private Result writeTo(TileFolder target)
      throws IOException, ExportRefusedException, NoteFormatException {
    checkFormer(target.read(CHECKPOINT));
    TileWriter writer = new TileWriter(target);
    writeLeaves(writer);
    Checkpoint checkpoint = last.checkpoint();
    if (!Arrays.equals(writer.finish(), checkpoint.root())) {
      throw ExportRefusedException.contradiction(
          "the records do not lead to the root of the checkpoint of size `"
              + checkpoint.size()
              + "`");
    }
    StringBuilder keys = new StringBuilder();
    for (NoteVerifier key : last.keys()) {
      keys.append(key.text()).append('\n');
    }
    put(target, KEYS, keys.toString().getBytes(StandardCharsets.UTF_8));
    put(target, CHECKPOINT, last.proof().checkpoint().bytes());
    writer.dropPartials();
    return new Result(checkpoint.size(), writer.written(), writer.incompleteBundles());
  }

  private static void put(TileFolder target, String path, byte[] bytes) throws IOException {
    if (!Arrays.equals(target.read(path), bytes)) {
      target.replace(path, bytes);
    }
  }

  /** What was exported before has to be the beginning of what the log is now. */
  private void checkFormer(byte @Nullable [] former) throws IOException, ExportRefusedException {
    if (former == null) {
      return;
    }
    Checkpoint then = formerCheckpoint(former);
    Checkpoint now = last.checkpoint();
    if (!then.origin().equals(now.origin())) {
      throw ExportRefusedException.contradiction(
          "the folder holds an export of `"
              + then.origin()
              + "`; wanted `"
              + now.origin()
              + "`: not overwritten");
    }
    boolean grown =
        then.size() <= now.size()
            && Arrays.equals(new HashTree(hashes).root(then.size()), then.root());
    if (!grown) {
      throw ExportRefusedException.contradiction(
          "the former export of size `"
              + then.size()
              + "` is not the beginning of the log, which has size `"
              + now.size()
              + "`: not overwritten");
    }
  }

  private static Checkpoint formerCheckpoint(byte[] former) throws ExportRefusedException {
    try {
      return Checkpoint.parse(SignedNote.parse(former).text());
    } catch (NoteFormatException e) {
      throw ExportRefusedException.missing(
          "the folder has a file `checkpoint` that is none: " + e.getMessage());
    }
  }

  private void writeLeaves(TileWriter writer) throws IOException, ExportRefusedException {
    long size = last.checkpoint().size();
    long next = 0;
    TreeHasher hasher = new TreeHasher();
    try (LogTail tail = LogTail.fromStart(run.path())) {
      while (next < size) {
        AuditEntry entry = tail.next();
        AuditRecord record = entry == null ? null : EntryRecord.of(entry);
        if (record == null) {
          checkMayBeGone(entry, next);
          continue;
        }
        if (next == 0) {
          next = writeGone(writer, Math.min(record.leafIndex(), size));
        }
        if (next < size) {
          write(writer, tail.recordBytes(), hasher, next);
          next++;
        }
      }
    }
  }

  /** Records at the beginning may have been pruned; a gap later on is damage. */
  private static void checkMayBeGone(@Nullable AuditEntry entry, long next)
      throws ExportRefusedException {
    if (entry instanceof AuditEntry.Damaged damaged) {
      if (next > 0) {
        throw unreadable(next, damaged.problem());
      }
    } else {
      throw unreadable(next, "the log ends");
    }
  }

  private static ExportRefusedException unreadable(long index, String problem) {
    return ExportRefusedException.contradiction(
        "record `" + index + "`, which a checkpoint covers, can't be read: " + problem);
  }

  private long writeGone(TileWriter writer, long end) throws IOException, ExportRefusedException {
    for (long index = 0; index < end; index++) {
      writer.addWithoutRecord(sealed(index));
    }
    return end;
  }

  private void write(TileWriter writer, byte[] record, TreeHasher hasher, long index)
      throws IOException, ExportRefusedException {
    byte[] hash = hasher.leaf(record);
    if (!Arrays.equals(hash, sealed(index))) {
      throw ExportRefusedException.contradiction(
          "record `" + index + "` is not the one that was sealed");
    }
    writer.add(record, hash);
  }

  /** The hash of a leaf; they are asked for one after the other. */
  private byte[] sealed(long index) throws IOException {
    int inBlock = (int) (index % TilePath.WIDTH);
    if (inBlock == 0) {
      int count = (int) Math.min(TilePath.WIDTH, last.checkpoint().size() - index);
      hashes.read(index, count, block);
    }
    int at = inBlock * TreeHasher.LENGTH;
    return Arrays.copyOfRange(block, at, at + TreeHasher.LENGTH);
  }
}
