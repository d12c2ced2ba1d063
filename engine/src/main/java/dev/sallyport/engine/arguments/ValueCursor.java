package dev.sallyport.engine.arguments;

/** Walks the values at a path with {@code [*]}. Reusable; not for several threads. */
public final class ValueCursor {
  /** Starts at {@code list} with the step at {@code from}. */
  public void open(Value list, Step[] steps, int from) {
    throw new UnsupportedOperationException();
  }

  /** Fills {@code out} with the next value; false if there is none. */
  public boolean next(Value out) {
    throw new UnsupportedOperationException();
  }
}
