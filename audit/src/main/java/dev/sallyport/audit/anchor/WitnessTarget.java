package dev.sallyport.audit.anchor;

import dev.sallyport.audit.merkle.HashTree;
import dev.sallyport.audit.merkle.LeafHashes;
import dev.sallyport.audit.note.NoteFormatException;
import dev.sallyport.audit.note.SignedNote;
import dev.sallyport.audit.seal.SealedCheckpoint;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Has a witness cosign checkpoints, and keeps the cosignatures in the run's folder. */
final class WitnessTarget implements AnchorTarget {
  /** Learn the size, introduce the run, introduce its newest key, and the request itself. */
  private static final int MAX_ATTEMPTS = 5;

  private static final int FORBIDDEN = 403;
  private static final int NOT_FOUND = 404;
  private static final int UNPROCESSABLE = 422;

  private final WitnessClient witness;
  private final HttpPost http;
  private final RunIntroduction introduction;
  private final NoteAppender cosignatures;
  private @Nullable LeafHashes leaves;
  private @Nullable HashTree tree;

  /** Size of the tree that the witness cosigned last, as far as is known. */
  private long known;

  WitnessTarget(
      WitnessClient witness, HttpPost http, RunIntroduction introduction, NoteAppender file) {
    this.witness = witness;
    this.http = http;
    this.introduction = introduction;
    this.cosignatures = file;
  }

  @Override
  public void keep(SealedCheckpoint checkpoint) throws AnchorException, IOException {
    SignedNote note = parse(checkpoint.note());
    HashTree hashes = tree(checkpoint.leaves());
    known = known > checkpoint.size() ? 0 : known; // the witness will say what it knows
    boolean runSent = false;
    boolean keySent = false;
    for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
      HttpReply reply = send(note, checkpoint.size(), hashes);
      if (reply.status() == 200) {
        cosignatures.append(witness.cosigned(note, reply).bytes());
        return;
      }
      if (reply.status() == NOT_FOUND && !runSent) {
        runSent = true;
        introduction.sendRun(witness);
      } else if (reply.status() == FORBIDDEN && !keySent) {
        keySent = true;
        sendKeys(note, checkpoint.size(), hashes);
      } else if (!learnsSize(reply, checkpoint.size())) {
        throw refused(reply);
      }
    }
    throw AnchorException.failed("it answers with another size each time");
  }

  @Override
  public void abort() {
    http.abort();
  }

  private static SignedNote parse(String note) throws AnchorException {
    try {
      return SignedNote.parse(note);
    } catch (NoteFormatException e) {
      throw AnchorException.failed(String.valueOf(e.getMessage()));
    }
  }

  private HashTree tree(LeafHashes current) {
    HashTree kept = tree;
    if (kept == null || leaves != current) {
      kept = new HashTree(current);
      tree = kept;
      leaves = current;
    }
    return kept;
  }

  private HttpReply send(SignedNote note, long size, HashTree hashes) throws IOException {
    HttpReply reply =
        witness.addCheckpoint(known, hashes.consistencyProof(known, size), note.toString());
    if (reply.status() == 200) {
      known = size;
    }
    return reply;
  }

  /** Whether the answer is a size from which another attempt can be made. */
  private boolean learnsSize(HttpReply reply, long size) throws AnchorException {
    long answered = WitnessClient.conflict(reply, AddCheckpoint.SIZE_TYPE);
    if (answered > size) {
      throw AnchorException.refused(
          "it has seen this log with `" + answered + "` records, more than `" + size + "` now");
    }
    if (answered < 0 || answered == known) {
      return false;
    }
    known = answered;
    return true;
  }

  /** Takes the witness through the keys of this run, up to the one that signed {@code note}. */
  private void sendKeys(SignedNote note, long newest, HashTree hashes)
      throws AnchorException, IOException {
    for (RunIntroduction.Rotation rotation : introduction.rotations(note)) {
      long size = rotation.checkpoint().size();
      if (size < known) {
        continue; // it went past this key already
      }
      HttpReply reply = send(rotation.note(), size, hashes);
      if (learnsSize(reply, newest) && known <= size) {
        reply = send(rotation.note(), size, hashes);
      }
      if (reply.status() == 200) {
        addKey(rotation, hashes);
      } else if (reply.status() != FORBIDDEN && reply.status() != WitnessClient.CONFLICT) {
        throw refused(reply);
      }
    }
  }

  private void addKey(RunIntroduction.Rotation rotation, HashTree hashes)
      throws AnchorException, IOException {
    AddKey key =
        new AddKey(
            rotation.checkpoint().origin(),
            known,
            rotation.index(),
            rotation.leaf(),
            hashes.inclusionProof(rotation.index(), known));
    HttpReply reply = witness.addKey(key);
    if (!reply.isSuccess()) {
      throw refused(reply);
    }
  }

  private static AnchorException refused(HttpReply reply) {
    return switch (reply.status()) {
      case FORBIDDEN, NOT_FOUND, WitnessClient.CONFLICT, UNPROCESSABLE ->
          AnchorException.refused(reply.describe());
      default -> AnchorException.failed(reply.describe());
    };
  }
}
