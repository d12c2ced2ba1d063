package dev.sallyport.cli.witness;

import dev.sallyport.audit.anchor.AddCheckpoint;
import dev.sallyport.audit.anchor.AddKey;
import dev.sallyport.audit.anchor.EpochCertificate;
import dev.sallyport.audit.merkle.InvalidProofException;
import dev.sallyport.audit.merkle.ProofVerifier;
import dev.sallyport.audit.merkle.TreeHasher;
import dev.sallyport.audit.note.Checkpoint;
import dev.sallyport.audit.note.Cosignature;
import dev.sallyport.audit.note.NoteFormatException;
import dev.sallyport.audit.note.NoteSigner;
import dev.sallyport.audit.note.NoteVerifier;
import java.io.IOException;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Decides requests. What it answers with 200 is on the disk before. Thread-safe: state is checked
 * and changed under one lock for each log or run.
 */
final class Witness {
  private static final int STRIPES = 64;

  private final StateFolder states;
  private final KnownLogs logs;
  private final NoteSigner key;
  private final Clock clock;
  private final Consumer<String> events;

  /** For origins, by their hash. */
  private final Object[] locks = new Object[STRIPES];

  /** For the epochs of all logs; always taken before one of the others. */
  private final Object epochLock = new Object();

  Witness(
      StateFolder states, KnownLogs logs, NoteSigner key, Clock clock, Consumer<String> events) {
    this.states = states;
    this.logs = logs;
    this.key = key;
    this.clock = clock;
    this.events = events;
    for (int i = 0; i < STRIPES; i++) {
      locks[i] = new Object();
    }
  }

  private Object lock(String name) {
    return locks[Math.floorMod(name.hashCode(), STRIPES)];
  }

  /** {@code add-checkpoint} of C2SP tlog-witness. */
  WitnessReply addCheckpoint(byte[] body) throws IOException {
    AddCheckpoint request;
    try {
      request = AddCheckpoint.parse(body);
    } catch (NoteFormatException e) {
      return WitnessReply.refused(WitnessReply.BAD_REQUEST, "malformed: " + e.getMessage());
    }
    String origin = request.checkpoint().origin();
    if (logs.checkpointKeys(origin).isEmpty() && !logs.isRunOfALog(origin)) {
      return WitnessReply.refused(WitnessReply.NOT_FOUND, "unknown origin");
    }
    synchronized (lock(origin)) {
      return decide(request);
    }
  }

  private WitnessReply decide(AddCheckpoint request) throws IOException {
    Checkpoint checkpoint = request.checkpoint();
    RunState state = state(checkpoint.origin());
    if (state == null) {
      return WitnessReply.refused(WitnessReply.NOT_FOUND, "unknown run of a known log");
    }
    if (!isSigned(request, state)) {
      return event(
          checkpoint, WitnessReply.refused(WitnessReply.FORBIDDEN, "not signed by a known key"));
    }
    if (request.oldSize() > checkpoint.size()) {
      return WitnessReply.refused(
          WitnessReply.BAD_REQUEST, "malformed: the old size is larger than the new one");
    }
    if (request.oldSize() != state.size()) {
      return event(checkpoint, WitnessReply.conflict(AddCheckpoint.SIZE_TYPE, state.size()));
    }
    return continues(request, state);
  }

  private @Nullable RunState state(String origin) throws IOException {
    RunState state = states.run(origin);
    if (state != null && state.key() != null) {
      return logs.isRunOfALog(origin) ? state : null;
    }
    boolean byItself = !logs.checkpointKeys(origin).isEmpty();
    return state == null && byItself ? RunState.ofLog(origin) : byItself ? state : null;
  }

  private boolean isSigned(AddCheckpoint request, RunState state) {
    NoteVerifier current = state.key();
    List<NoteVerifier> trusted =
        current == null ? logs.checkpointKeys(state.origin()) : List.of(current);
    for (NoteVerifier trustedKey : trusted) {
      if (request.note().isSignedBy(trustedKey)) {
        return true;
      }
    }
    return false;
  }

  private WitnessReply continues(AddCheckpoint request, RunState state) throws IOException {
    Checkpoint checkpoint = request.checkpoint();
    byte[] root = checkpoint.root();
    if (checkpoint.size() == state.size() && !Arrays.equals(root, state.root())) {
      return event(
          checkpoint,
          WitnessReply.refused(WitnessReply.CONFLICT, "another root was cosigned for this size"));
    }
    try {
      new ProofVerifier()
          .consistency(state.size(), checkpoint.size(), request.proof(), state.root(), root);
    } catch (InvalidProofException e) {
      return event(
          checkpoint,
          WitnessReply.refused(
              WitnessReply.UNPROCESSABLE,
              "not a continuation of what was cosigned: " + e.getMessage()));
    }
    if (checkpoint.size() > state.size()) {
      states.store(state.grown(checkpoint.size(), root));
    }
    long seconds = clock.instant().getEpochSecond();
    String text = request.note().text();
    return event(checkpoint, WitnessReply.ok(Cosignature.sign(text, seconds, key).line().line()));
  }

  /** {@code add-epoch}: makes a run of a log known. */
  WitnessReply addEpoch(byte[] body) throws IOException {
    EpochCertificate epoch;
    try {
      epoch = EpochCertificate.parse(body);
    } catch (NoteFormatException e) {
      return WitnessReply.refused(WitnessReply.BAD_REQUEST, "malformed: " + e.getMessage());
    }
    if (logs.epochKeys(epoch.logName()).isEmpty() || !logs.isRunOfALog(epoch.origin())) {
      return WitnessReply.refused(WitnessReply.NOT_FOUND, "unknown log");
    }
    WitnessReply reply;
    synchronized (epochLock) {
      reply = decide(epoch);
    }
    events.accept("epoch " + epoch.number() + " of " + epoch.logName() + ": " + shown(reply));
    return reply;
  }

  private WitnessReply decide(EpochCertificate epoch) throws IOException {
    EpochState log = states.epochs(epoch.logName());
    if (epoch.number() > log.next()) {
      return WitnessReply.conflict(EpochCertificate.NUMBER_TYPE, log.next());
    }
    if (epoch.number() == log.next()) {
      if (!isSigned(epoch, log)) {
        return WitnessReply.refused(WitnessReply.FORBIDDEN, "not signed by the key of this epoch");
      }
      log =
          new EpochState(
              epoch.logName(), epoch.number() + 1, epoch.epoch().nextKey(), epoch.epoch().runKey());
      states.store(log); // first: from now on no other run can be this epoch
    }
    synchronized (lock(epoch.origin())) {
      return introduce(epoch, log, states.run(epoch.origin()));
    }
  }

  private WitnessReply introduce(EpochCertificate epoch, EpochState log, @Nullable RunState known)
      throws IOException {
    boolean isLast = epoch.number() == log.next() - 1;
    if (known == null && isLast && Objects.equals(epoch.epoch().runKey(), log.lastRun())) {
      states.store(RunState.ofRun(epoch.origin(), epoch.number(), epoch.epoch().runKey()));
      return WitnessReply.ok("added\n");
    }
    return known != null && known.epoch() == epoch.number()
        ? WitnessReply.ok("known\n")
        : WitnessReply.refused(
            WitnessReply.CONFLICT, "another run was this epoch: is this an older copy?");
  }

  private boolean isSigned(EpochCertificate epoch, EpochState log) {
    NoteVerifier next = log.key();
    if (next != null) {
      return epoch.isSignedBy(next);
    }
    for (NoteVerifier configured : logs.epochKeys(epoch.logName())) {
      if (epoch.isSignedBy(configured)) {
        return true;
      }
    }
    return false;
  }

  /** {@code add-key}: puts a newer key of a run in force. */
  WitnessReply addKey(byte[] body) throws IOException {
    AddKey request;
    NoteVerifier announced;
    try {
      request = AddKey.parse(body);
      announced = request.announcedKey();
    } catch (NoteFormatException e) {
      return WitnessReply.refused(WitnessReply.BAD_REQUEST, "malformed: " + e.getMessage());
    }
    if (!logs.isRunOfALog(request.origin())) {
      return WitnessReply.refused(WitnessReply.NOT_FOUND, "unknown origin");
    }
    WitnessReply reply;
    synchronized (lock(request.origin())) {
      reply = decide(request, announced);
    }
    events.accept("key at " + request.index() + " of " + request.origin() + ": " + shown(reply));
    return reply;
  }

  private WitnessReply decide(AddKey request, NoteVerifier announced) throws IOException {
    RunState state = states.run(request.origin());
    if (state == null || state.key() == null) {
      return WitnessReply.refused(WitnessReply.NOT_FOUND, "unknown run of a known log");
    }
    if (request.size() != state.size()) {
      return WitnessReply.conflict(AddCheckpoint.SIZE_TYPE, state.size());
    }
    try {
      byte[] leaf = new TreeHasher().leaf(request.leaf());
      new ProofVerifier()
          .inclusion(leaf, request.index(), state.size(), request.proof(), state.root());
    } catch (InvalidProofException e) {
      return WitnessReply.refused(
          WitnessReply.UNPROCESSABLE, "the leaf is not in the tree: " + e.getMessage());
    }
    if (request.index() < state.keyIndex()) {
      return WitnessReply.refused(WitnessReply.CONFLICT, "a newer key is in force");
    }
    if (request.index() > state.keyIndex()) {
      states.store(state.withKey(announced, request.index()));
    }
    return WitnessReply.ok("added\n");
  }

  private WitnessReply event(Checkpoint checkpoint, WitnessReply reply) {
    events.accept(
        "checkpoint " + checkpoint.size() + " of " + checkpoint.origin() + ": " + shown(reply));
    return reply;
  }

  private static String shown(WitnessReply reply) {
    String body = reply.body().trim();
    return reply.status() == WitnessReply.OK ? "ok" : reply.status() + " " + body;
  }
}
