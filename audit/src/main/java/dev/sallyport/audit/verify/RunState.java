package dev.sallyport.audit.verify;

/** How a run stands. */
public enum RunState {
  /** It ended in order: there is a closing note. */
  CLOSED,
  /** It was killed, and a later run has sealed what it left. */
  RECOVERED,
  /** It has no end: it runs, or was killed and nobody has recovered it yet. */
  OPEN,
  /** It ended before its first record. */
  EMPTY,
  /** Its records were removed, as a sealed record of a later run says. */
  PRUNED
}
