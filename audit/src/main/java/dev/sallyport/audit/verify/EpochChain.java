package dev.sallyport.audit.verify;

import dev.sallyport.audit.note.NoteVerifier;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Follows the keys of a log from its genesis key to its newest run: the key of an epoch certifies
 * the run of the epoch and the key of the next one. Not thread-safe.
 */
final class EpochChain {
  private static final String GENESIS = "/epoch/0";

  private final NoteVerifier genesis;
  private final FindingList findings;
  private final List<RunNotes> certified = new ArrayList<>();
  private List<NoteVerifier> keys;
  private List<RunNotes> before = List.of();
  private long nextNumber;
  private List<NoteVerifier> current = new ArrayList<>();
  private @Nullable String logName;

  /** The chain from {@code genesis}, of which problems go to {@code findings}. */
  EpochChain(NoteVerifier genesis, FindingList findings) {
    this.genesis = genesis;
    this.findings = findings;
    this.keys = List.of(genesis);
    String name = genesis.name();
    this.logName =
        name.endsWith(GENESIS) ? name.substring(0, name.length() - GENESIS.length()) : null;
  }

  /** Follows the chain over these runs. */
  void follow(List<RunNotes> runs) throws IOException {
    SortedMap<Long, List<RunNotes>> byNumber = new TreeMap<>();
    for (RunNotes run : runs) {
      EpochStatement epoch = run.epoch();
      if (epoch != null) {
        byNumber.computeIfAbsent(epoch.number(), n -> new ArrayList<>()).add(run);
      }
    }
    for (SortedMap.Entry<Long, List<RunNotes>> epoch : byNumber.entrySet()) {
      followTo(epoch.getKey(), epoch.getValue());
    }
  }

  /** What all origins of the log begin with, or null if no run says it. */
  @Nullable String logName() {
    return logName;
  }

  /** The keys that the file with the key of the next epoch may hold now. */
  List<NoteVerifier> current() {
    return current;
  }

  /** The number of the epoch after the newest. */
  long nextNumber() {
    return nextNumber;
  }

  /** Whether the newest run is signed by a key that is kept outside, so that none comes next. */
  boolean isSignedOutside() {
    return current.contains(genesis) && nextNumber > 0;
  }

  /** Whether the genesis key vouches for the run. */
  boolean isCertified(RunNotes run) {
    return certified.contains(run);
  }

  private void followTo(long number, List<RunNotes> runs) throws IOException {
    boolean gap = number != nextNumber;
    if (gap) {
      findings.add(
          FindingKind.RUN_MISSING,
          "the runs of epochs `" + nextNumber + "` to `" + (number - 1) + "` are missing");
    }
    List<RunNotes> good = new ArrayList<>();
    for (RunNotes run : runs) {
      EpochStatement epoch = run.epoch();
      if (epoch != null && isGood(run, epoch, gap)) {
        good.add(run);
      }
    }
    List<RunNotes> used = withRecords(good);
    for (RunNotes other : used.subList(Math.min(1, used.size()), used.size())) {
      other
          .findings()
          .add(
              FindingKind.FORKED,
              LogFiles.EPOCH,
              "the run `" + used.get(0).name() + "` has epoch `" + number + "`, too");
    }
    List<NoteVerifier> unused = used.isEmpty() ? keys : List.of();
    keys = nextKeys(used.isEmpty() ? (good.isEmpty() ? runs : good) : used);
    current = new ArrayList<>(keys);
    current.addAll(unused);
    before = used.isEmpty() ? runs : used;
    nextNumber = number + 1;
  }

  private boolean isGood(RunNotes run, EpochStatement epoch, boolean gap) {
    String name = logName == null ? epoch.logName() : logName;
    logName = name;
    FindingList found = run.findings();
    String origin = name + "/" + HexFormat.of().toHexDigits(run.folder().bootId());
    if (!epoch.logName().equals(name) || !epoch.origin().equals(origin)) {
      String detail = "got origin `" + epoch.origin() + "`, wanted `" + origin + "`";
      found.add(FindingKind.OTHER_ORIGIN, LogFiles.EPOCH, detail);
      return false;
    }
    if (!epoch.folder().equals(run.name())) {
      String detail = "it was written for the folder `" + epoch.folder() + "`";
      found.add(FindingKind.OTHER_ORIGIN, LogFiles.EPOCH, detail);
      return false;
    }
    if (gap) {
      return true; // whether the key is good can't be known any more
    }
    if (!isSigned(epoch)) {
      String detail = "it is not signed by the key of epoch `" + epoch.number() + "`";
      found.add(FindingKind.NOTE_ALTERED, LogFiles.EPOCH, detail);
      return false;
    }
    checkPrevious(run, epoch);
    certified.add(run);
    return true;
  }

  private boolean isSigned(EpochStatement epoch) {
    for (NoteVerifier key : epoch.nextKey() == null ? List.of(genesis) : keys) {
      if (epoch.note().isSignedBy(key)) {
        return true;
      }
    }
    return false;
  }

  private void checkPrevious(RunNotes run, EpochStatement epoch) {
    String previous = epoch.previous();
    boolean fits = epoch.number() == 0 && previous == null;
    for (RunNotes candidate : before) {
      fits |= candidate.name().equals(previous);
    }
    if (!fits) {
      String detail = "it names `" + previous + "` as the run before, which has another epoch";
      run.findings().add(FindingKind.CONTRADICTION, LogFiles.EPOCH, detail);
    }
  }

  private static List<RunNotes> withRecords(List<RunNotes> runs) throws IOException {
    List<RunNotes> found = new ArrayList<>();
    for (RunNotes run : runs) {
      if (!run.isVoid()) {
        found.add(run);
      }
    }
    return found;
  }

  private List<NoteVerifier> nextKeys(List<RunNotes> runs) {
    List<NoteVerifier> next = new ArrayList<>();
    for (RunNotes run : runs) {
      EpochStatement epoch = run.epoch();
      NoteVerifier key = epoch == null ? null : epoch.nextKey();
      next.add(key == null ? genesis : key);
    }
    return next;
  }
}
