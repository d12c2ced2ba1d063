package dev.sallyport.audit.verify;

/** The kinds of things that keep a log from being intact. */
public enum FindingKind {
  /** A record is not the one that was sealed at its place. */
  RECORD_ALTERED("record altered", Verdict.TAMPERED),
  /** A sealed record stands at another place. */
  RECORD_MOVED("record moved", Verdict.TAMPERED),
  /** A record stands in the log once more than it was written. */
  RECORD_DUPLICATED("record duplicated", Verdict.TAMPERED),
  /** A sealed record is nowhere. */
  RECORD_MISSING("record missing", Verdict.TAMPERED),
  /** Bytes between records that nobody wrote as a record. */
  BYTES_INSERTED("bytes inserted", Verdict.TAMPERED),
  /** The records between two checkpoints are not those that were sealed; not known which. */
  RECORDS_ALTERED("records altered", Verdict.TAMPERED),
  /** A record is as it was sealed, but not readable. */
  RECORD_UNREADABLE("record unreadable", Verdict.CANNOT_TELL),
  /** A whole store file is gone, and no sealed record says that it was removed. */
  ROLL_MISSING("store file missing", Verdict.CANNOT_TELL),
  /** A file that must be there is gone. */
  FILE_MISSING("file missing", Verdict.TAMPERED),
  /** A file is not as a signed note or a sealed record describes it. */
  FILE_ALTERED("file altered", Verdict.TAMPERED),
  /** A file that belongs to no part of the log. */
  UNKNOWN_FILE("unknown file", Verdict.CANNOT_TELL),
  /** A checkpoint does not parse, or its signature is not good. */
  CHECKPOINT_ALTERED("checkpoint altered", Verdict.TAMPERED),
  /** A checkpoint lacks the signature that it must have. */
  CHECKPOINT_UNSIGNED("checkpoint unsigned", Verdict.TAMPERED),
  /** A checkpoint is signed by a key of the run that was not to be used at its size. */
  KEY_NOT_IN_FORCE("key not in force", Verdict.TAMPERED),
  /** The key of a checkpoint was named in a record that was removed. */
  KEY_UNKNOWN("key unknown", Verdict.CANNOT_TELL),
  /** The file of leaf hashes does not fit records that are as they were sealed. */
  TREE_FILE_DAMAGED("tree file damaged", Verdict.TAMPERED),
  /** The note about a run's key or end does not parse, or its signature is not good. */
  NOTE_ALTERED("note altered", Verdict.TAMPERED),
  /** The run of an epoch is gone. */
  RUN_MISSING("run missing", Verdict.TAMPERED),
  /** Two histories that exclude each other were signed. */
  FORKED("forked", Verdict.TAMPERED),
  /** The log was longer once. */
  ROLLED_BACK("rolled back", Verdict.TAMPERED),
  /** The log is not signed by the key that was given. */
  WRONG_KEY("wrong key", Verdict.TAMPERED),
  /** The key that was given is that of another log. */
  KEY_OF_OTHER_LOG("key of another log", Verdict.CANNOT_TELL),
  /** Something was signed for another log or run. */
  OTHER_ORIGIN("other origin", Verdict.TAMPERED),
  /** A sealed record says something about another run, or about a file, that is not so. */
  CONTRADICTION("contradiction", Verdict.TAMPERED),
  /** There is no key to check signatures with. */
  NO_KEY("no key", Verdict.CANNOT_TELL),
  /** There is no log, or nothing of it is signed. */
  NOT_SEALED("not sealed", Verdict.CANNOT_TELL),
  /** Bytes after the last checkpoint are no records; a crash of the machine does that, too. */
  TAIL_DAMAGED("unsealed tail damaged", Verdict.CANNOT_TELL),
  /** A run ended in order, but its closing note is not there. */
  NOT_CLOSED("closing note missing", Verdict.CANNOT_TELL),
  /** A checkpoint that was kept elsewhere can't be used. */
  ANCHOR_UNUSABLE("anchor unusable", Verdict.CANNOT_TELL),
  /** A cosignature is by a witness that is not known. */
  WITNESS_UNKNOWN("witness unknown", Verdict.CANNOT_TELL),
  /** Anchors were required, and not all that is sealed is anchored. */
  NOT_ANCHORED("not anchored", Verdict.CANNOT_TELL),
  /** A file can't be read. */
  UNREADABLE("unreadable", Verdict.CANNOT_TELL);

  private final String words;
  private final Verdict verdict;

  FindingKind(String words, Verdict verdict) {
    this.words = words;
    this.verdict = verdict;
  }

  /** How it is called. */
  public String words() {
    return words;
  }

  /** What one finding of this kind makes of the whole verification. */
  public Verdict verdict() {
    return verdict;
  }
}
