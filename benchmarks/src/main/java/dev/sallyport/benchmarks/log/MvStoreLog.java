package dev.sallyport.benchmarks.log;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;

/**
 * The store of the H2 database, with its defaults: a thread of its own writes what was put every
 * second, so that much is lost if the process is killed.
 */
final class MvStoreLog implements MeasuredLog {
  private final String file;
  private final MVStore store;
  private final MVMap<Long, byte[]> map;
  private final AtomicLong next = new AtomicLong();

  MvStoreLog(Path folder) {
    file = folder.resolve("log.mv").toString();
    store = MVStore.open(file);
    map = store.openMap("log");
  }

  @Override
  public LogAppender appender() {
    byte[] bytes = SampleDecision.bytes();
    return call -> map.append(next.getAndIncrement(), bytes);
  }

  @Override
  public long stored() {
    try (MVStore read = MVStore.open(file)) {
      return read.openMap("log").sizeAsLong();
    }
  }

  @Override
  public void close() {
    store.close();
  }
}
