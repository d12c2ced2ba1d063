package dev.sallyport.audit.store;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;

/** Opens stores whose clock a test sets ahead. */
public final class RollingStores extends StoreSeams {
  private static final long DAY_MILLIS = 24L * 60 * 60 * 1000;

  private final AtomicLong aheadMillis = new AtomicLong();

  public ChronicleStore open(Path folder) {
    return ChronicleStore.open(folder, this);
  }

  /** The next record goes to a new file. */
  public void nextDay() {
    aheadMillis.addAndGet(DAY_MILLIS);
  }

  @Override
  long clockStepNanos() {
    return 0;
  }

  @Override
  long currentTimeMillis() {
    return System.currentTimeMillis() + aheadMillis.get();
  }
}
