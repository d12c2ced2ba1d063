package dev.sallyport.audit.store;

import net.openhft.chronicle.queue.impl.ExcerptContext;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueueStore;
import org.jspecify.annotations.Nullable;

/**
 * Tells Chronicle now and then how far a file has got, so that it does not walk all documents when
 * the file ends or its own tools look for the end. Only a hint: where it is old, Chronicle walks on
 * from there. For one caller at a time.
 */
final class WritePosition {
  /** Chronicle keeps every 256th place in an index of its own, which gets no more entries. */
  private static final int INDEX_SPACING = 256;

  private final SingleChronicleQueue queue;
  private final ExcerptContext appender;
  private final int cycle;
  private @Nullable SingleChronicleQueueStore store;
  private boolean failed;

  WritePosition(SingleChronicleQueue queue, ExcerptContext appender, int cycle) {
    this.queue = queue;
    this.appender = appender;
    this.cycle = cycle;
  }

  /**
   * Notes where the last record of the file begins.
   *
   * @param sequence how many records are before it in the file
   */
  void note(long last, long sequence) {
    if (failed || sequence % INDEX_SPACING == 0) {
      return;
    }
    try {
      SingleChronicleQueueStore opened = store;
      if (opened == null) {
        opened = queue.storeForCycle(cycle, 0, false, null);
        store = opened;
      }
      if (opened == null) {
        failed = true; // the file is gone, which is for others to find
        return;
      }
      opened.writePosition(last);
      opened.setPositionForSequenceNumber(appender, sequence, last);
    } catch (Exception e) {
      failed = true;
      StoreLogger.INSTANCE.report("noting the end of a file failed", e);
    }
  }

  void close() {
    SingleChronicleQueueStore opened = store;
    store = null;
    failed = true;
    if (opened != null) {
      queue.closeStore(opened);
    }
  }
}
