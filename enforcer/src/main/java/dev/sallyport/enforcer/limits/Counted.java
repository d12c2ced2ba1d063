package dev.sallyport.enforcer.limits;

/** What became of a call that was to be counted. */
enum Counted {
  /** It counts. */
  YES,
  /** The window is full. */
  USED_UP,
  /** There is no memory to count it in. */
  NO_ROOM,
  /** The window is gone; the agent has a new one. */
  EVICTED
}
