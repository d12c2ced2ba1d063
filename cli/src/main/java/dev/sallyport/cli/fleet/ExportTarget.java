package dev.sallyport.cli.fleet;

import java.util.List;

/** Where messages go. Not thread-safe. */
interface ExportTarget extends AutoCloseable {
  /** What the user reads, such as {@code topic `audit` of `broker:9092`}. */
  String description();

  /**
   * Finds out what stands there.
   *
   * @return what tells this target from another; no line feed in it
   * @throws TargetException if it can't be used
   */
  String connect(Patience patience) throws TargetException, StoppedException;

  /**
   * Sends messages in order, and waits until the target has acknowledged all.
   *
   * @return how many the target took and did not keep
   * @throws TargetException if it can't be done; then any of them may have arrived
   */
  long deliver(List<ExportItem> items, Patience patience) throws TargetException, StoppedException;

  /** Gives up what was not acknowledged; takes less than a second. */
  @Override
  void close();
}
