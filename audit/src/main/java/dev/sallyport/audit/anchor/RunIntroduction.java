package dev.sallyport.audit.anchor;

import dev.sallyport.audit.note.Checkpoint;
import dev.sallyport.audit.note.NoteFile;
import dev.sallyport.audit.note.NoteFormatException;
import dev.sallyport.audit.note.NoteSignature;
import dev.sallyport.audit.note.SignedNote;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/** Tells a witness of a run that it does not know yet, from what lies in the folders of the log. */
final class RunIntroduction {
  private static final String CHECKPOINTS = "checkpoints";

  private final Path run;

  RunIntroduction(Path run) {
    this.run = run.toAbsolutePath();
  }

  /**
   * A change of keys.
   *
   * @param note the last checkpoint by the old key
   * @param checkpoint what it says
   * @param index of the KEY_ROTATE leaf, which the checkpoint covers
   * @param leaf its bytes
   */
  record Rotation(SignedNote note, Checkpoint checkpoint, long index, byte[] leaf) {}

  /** Sends the epoch note of this run, and before it those of earlier runs that are missing. */
  void sendRun(WitnessClient witness) throws AnchorException, IOException {
    EpochCertificate own = read(run);
    HttpReply reply = witness.addEpoch(own);
    long wanted = WitnessClient.conflict(reply, EpochCertificate.NUMBER_TYPE);
    if (wanted < 0 || wanted >= own.number()) {
      check(reply, own);
      return;
    }
    for (EpochCertificate missing : chain(own, wanted)) {
      check(witness.addEpoch(missing), missing);
    }
  }

  private static void check(HttpReply reply, EpochCertificate epoch) throws AnchorException {
    if (!reply.isSuccess()) {
      throw AnchorException.refused(
          "it does not take epoch `" + epoch.number() + "` of the log: " + reply.describe());
    }
  }

  /** The notes from epoch {@code first} to {@code last}, in order. */
  private Deque<EpochCertificate> chain(EpochCertificate last, long first)
      throws AnchorException, IOException {
    Deque<EpochCertificate> chain = new ArrayDeque<>();
    chain.add(last);
    for (EpochCertificate epoch = last; epoch.number() > first; chain.addFirst(epoch)) {
      String previous = epoch.epoch().previous();
      long wanted = epoch.number() - 1;
      epoch = read(sibling(previous == null ? "" : previous, wanted));
      if (epoch.number() != wanted) {
        throw noEpoch(wanted);
      }
    }
    return chain;
  }

  private Path sibling(String name, long number) throws AnchorException {
    try {
      Path folder = run.resolveSibling(name).normalize();
      if (!name.isEmpty() && folder.resolveSibling(run.getFileName()).equals(run.normalize())) {
        return folder;
      }
    } catch (InvalidPathException e) {
      // Said below.
    }
    throw noEpoch(number);
  }

  private AnchorException noEpoch(long number) {
    return AnchorException.failed(
        "it does not know the log, and the note of epoch `"
            + number
            + "` is not beside `"
            + run
            + "`");
  }

  private static EpochCertificate read(Path folder) throws AnchorException, IOException {
    Path file = folder.resolve(EpochCertificate.FILE);
    try {
      return EpochCertificate.parse(Files.readAllBytes(file));
    } catch (NoSuchFileException e) {
      throw AnchorException.refused(
          "it does not know the log, and there is no `" + file + "` to introduce it with");
    } catch (NoteFormatException e) {
      throw AnchorException.failed("`" + file + "`: " + e.getMessage());
    }
  }

  /** The changes of keys up to the key that signed {@code newest}, in order. */
  List<Rotation> rotations(SignedNote newest) throws AnchorException, IOException {
    List<SignedNote> lasts = new ArrayList<>();
    List<Integer> keys = new ArrayList<>();
    try {
      Checkpoint until = Checkpoint.parse(newest.text());
      collect(until, lasts, keys);
      Map<Integer, KeyLeaf> leaves = KeyLeaf.find(run, keys.subList(1, keys.size()));
      List<Rotation> rotations = new ArrayList<>();
      for (int i = 0; i + 1 < keys.size(); i++) {
        KeyLeaf leaf = leaves.get(keys.get(i + 1));
        if (leaf == null) {
          throw AnchorException.failed("the record of a newer key of this run is not found");
        }
        SignedNote note = lasts.get(i);
        rotations.add(
            new Rotation(note, Checkpoint.parse(note.text()), leaf.index(), leaf.bytes()));
      }
      return rotations;
    } catch (NoteFormatException e) {
      throw AnchorException.failed("the file `" + CHECKPOINTS + "`: " + e.getMessage());
    }
  }

  /** Finds the last checkpoint by each key, with the key's hash, in the order of the keys. */
  private void collect(Checkpoint until, List<SignedNote> lasts, List<Integer> keys)
      throws NoteFormatException, IOException {
    byte[] bytes = Files.readAllBytes(run.resolve(CHECKPOINTS));
    for (NoteFile.Entry entry : NoteFile.parse(bytes).entries()) {
      int key = keyOf(entry.note(), until.origin());
      if (keys.isEmpty() || keys.get(keys.size() - 1) != key) {
        keys.add(key);
        lasts.add(entry.note());
      } else {
        lasts.set(lasts.size() - 1, entry.note());
      }
      if (Checkpoint.parse(entry.note().text()).equals(until)) {
        return;
      }
    }
    throw new NoteFormatException("the checkpoint of size `" + until.size() + "` is missing");
  }

  private static int keyOf(SignedNote note, String origin) throws NoteFormatException {
    for (NoteSignature signature : note.signatures()) {
      if (signature.name().equals(origin)) {
        return signature.keyHash();
      }
    }
    throw new NoteFormatException("a checkpoint is not signed by a key of `" + origin + "`");
  }
}
