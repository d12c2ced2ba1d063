package dev.sallyport.cli.fleet;

/** The signed notes in the folder of a run that are exported beside its records. */
enum NoteKind {
  EPOCH("epoch"),
  CHECKPOINT("checkpoints"),
  COSIGNATURE("cosignatures"),
  CLOSED("closed"),
  RECOVERED("recovered");

  private final String file;

  NoteKind(String file) {
    this.file = file;
  }

  /** The file with one such note, or with all of them. */
  String file() {
    return file;
  }

  /** What an exported note is called: records of the log have names without a slash. */
  String exportedName() {
    return switch (this) {
      case EPOCH -> "note/epoch";
      case CHECKPOINT -> "note/checkpoint";
      case COSIGNATURE -> "note/cosignature";
      case CLOSED -> "note/closed";
      case RECOVERED -> "note/recovered";
    };
  }
}
