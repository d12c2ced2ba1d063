package dev.sallyport.audit.store;

import java.io.File;
import java.nio.file.Path;
import net.openhft.chronicle.queue.impl.TableStore;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;
import net.openhft.chronicle.queue.impl.single.TableStoreWriteLock;
import net.openhft.chronicle.queue.impl.table.Metadata;
import net.openhft.chronicle.queue.impl.table.SingleTableBuilder;
import net.openhft.chronicle.threads.BusyTimedPauser;

/**
 * Releases the write lock that an append left held when an error broke it off. Chronicle itself
 * never would, because the holder, this process, lives.
 */
final class StaleLock {
  private StaleLock() {}

  /** Releases the lock of the queue in {@code folder}, which nobody may be writing to. */
  static void release(Path folder) {
    File metadata = folder.resolve(SingleChronicleQueue.QUEUE_METADATA_FILE).toFile();
    try (TableStore<Metadata.NoMeta> table =
            SingleTableBuilder.binary(metadata, Metadata.NoMeta.INSTANCE).build();
        TableStoreWriteLock lock = new TableStoreWriteLock(table, BusyTimedPauser::new, 0L)) {
      if (lock.locked()) {
        lock.forceUnlock();
      }
    }
  }
}
