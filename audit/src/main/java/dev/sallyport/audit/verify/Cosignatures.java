package dev.sallyport.audit.verify;

import dev.sallyport.audit.note.Checkpoint;
import dev.sallyport.audit.note.NoteFormatException;
import dev.sallyport.audit.note.NoteSignature;
import dev.sallyport.audit.note.NoteVerifier;
import dev.sallyport.audit.note.SignedNote;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The checkpoints of a run that witnesses have cosigned, by C2SP tlog-cosignature version 1. Not
 * thread-safe.
 */
final class Cosignatures {
  private static final int TIME_LENGTH = 8;

  private final List<RootClaim> claims = new ArrayList<>();
  private final FindingList findings;

  private Cosignatures(FindingList findings) {
    this.findings = findings;
  }

  /** Reads the file of a run. */
  static Cosignatures read(RunNotes run) throws IOException {
    Cosignatures read = new Cosignatures(run.findings());
    Path file = run.folder().path().resolve(LogFiles.COSIGNATURES);
    try (NoteReader notes = new NoteReader(file, LogFiles.length(file))) {
      boolean more = true;
      while (more) {
        more = read.take(notes);
      }
      EpochStatement epoch = run.epoch();
      if (epoch != null && !notes.endsLike(epoch.origin())) {
        String detail = "what stands after the last note does not begin with the origin";
        read.findings.add(FindingKind.NOTE_ALTERED, LogFiles.COSIGNATURES, detail);
      }
    }
    return read;
  }

  private boolean take(NoteReader notes) throws IOException {
    try {
      SignedNote note = notes.next();
      if (note == null) {
        return false;
      }
      String source = "`" + LogFiles.COSIGNATURES + "`, byte `" + notes.begin() + "`,";
      claims.add(new RootClaim(Checkpoint.parse(note.text()), note, source));
    } catch (NoteFormatException e) {
      findings.add(
          findings
              .draft(FindingKind.NOTE_ALTERED, String.valueOf(e.getMessage()))
              .withFile(LogFiles.COSIGNATURES)
              .withBytes(notes.begin(), notes.end()));
    }
    return true;
  }

  List<RootClaim> claims() {
    return claims;
  }

  /**
   * Says what the cosignatures make of the run after it was read.
   *
   * @param counted keys of the witnesses that count; if none, those that the first record names
   */
  void judge(RunOutcome run, List<NoteVerifier> counted) {
    List<NoteVerifier> named = namedBy(run.notes());
    List<NoteVerifier> known = new ArrayList<>(named);
    known.addAll(counted);
    List<NoteVerifier> trusted = counted.isEmpty() ? named : counted;
    Set<String> unknown = new HashSet<>();
    for (RootClaim claim : claims) {
      SignedNote note = claim.note();
      if (note != null && judge(note, run, claim, known, trusted, unknown)) {
        AnchorFiles.judgeSigned(run, claim);
      }
    }
    for (String name : unknown) {
      if (run.notes().boot() == null && run.removed() > 0) {
        run.remarks()
            .add(
                "`"
                    + run.name()
                    + "` is cosigned by `"
                    + name
                    + "`; the record that names its key was removed in order");
        continue;
      }
      String detail = "a checkpoint is cosigned by `" + name + "`, whose key is not known";
      findings.add(FindingKind.WITNESS_UNKNOWN, LogFiles.COSIGNATURES, detail);
    }
  }

  /** Whether a witness that counts has signed; adds lines that are not good to the findings. */
  private boolean judge(
      SignedNote note,
      RunOutcome run,
      RootClaim claim,
      List<NoteVerifier> known,
      List<NoteVerifier> trusted,
      Set<String> unknown) {
    KeySchedule keys = run.keys();
    if (keys == null || !note.text().startsWith(keys.origin() + "\n")) {
      altered(claim, "is of another origin");
      return false;
    }
    boolean counts = false;
    for (NoteSignature signature : note.signatures()) {
      NoteVerifier witness = find(known, signature);
      if (signature.name().equals(keys.origin())) {
        boolean unreached = claim.outcome() == RootClaim.Outcome.UNREACHED;
        boolean hidden =
            unreached || run.notRead() > 0 || run.recordsGone() || !run.absent().isEmpty();
        if (!keys.isSignedByAny(note) && !(hidden && keys.namesUnknownKey(note))) {
          altered(claim, "has a signature of the log that is not good");
        }
      } else if (witness == null) {
        unknown.add(signature.name());
      } else if (!isGood(witness, note, signature)) {
        altered(claim, "has a signature of `" + signature.name() + "` that is not good");
      } else {
        counts |= trusted.contains(witness);
      }
    }
    return counts;
  }

  private void altered(RootClaim claim, String what) {
    findings.add(FindingKind.NOTE_ALTERED, LogFiles.COSIGNATURES, claim.source() + " " + what);
  }

  private static @Nullable NoteVerifier find(List<NoteVerifier> keys, NoteSignature signature) {
    for (NoteVerifier key : keys) {
      if (key.name().equals(signature.name()) && key.keyHash() == signature.keyHash()) {
        return key;
      }
    }
    return null;
  }

  static boolean isGood(NoteVerifier witness, SignedNote note, NoteSignature signature) {
    byte[] blob = signature.bytes();
    if (witness.type() != NoteVerifier.COSIGNATURE_V1 || blob.length <= TIME_LENGTH) {
      return false;
    }
    long time = ByteBuffer.wrap(blob).getLong();
    String message = "cosignature/v1\ntime " + time + "\n" + note.text();
    byte[] plain = Arrays.copyOfRange(blob, TIME_LENGTH, blob.length);
    return time >= 0 && witness.verifies(message.getBytes(StandardCharsets.UTF_8), plain);
  }

  /** The witnesses that the first record of a run names. */
  static List<NoteVerifier> namedBy(RunNotes run) {
    List<NoteVerifier> keys = new ArrayList<>();
    if (run.boot() == null) {
      return keys;
    }
    for (Map.Entry<String, String> value : run.boot().values().entrySet()) {
      if (value.getKey().startsWith("witness.")) {
        try {
          keys.add(NoteVerifier.parse(value.getValue()));
        } catch (NoteFormatException e) {
          // The run was started with it all the same; nothing is cosigned by it.
        }
      }
    }
    return keys;
  }
}
