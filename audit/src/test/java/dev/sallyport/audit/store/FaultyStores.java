package dev.sallyport.audit.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Opens stores whose appends fail where and with what a test says, and whose clock it sets. */
public final class FaultyStores extends StoreSeams {
  private static final long DAY_MILLIS = 24L * 60 * 60 * 1000;

  /** A place within one append. */
  public enum Place {
    BEFORE_WRITE,
    AFTER_WRITE,
    BEFORE_COMMIT,
    AFTER_COMMIT
  }

  /** What happens when so many files are about to be forced. */
  public interface OnForce {
    void force(int files) throws IOException;
  }

  private final AtomicReference<@Nullable Place> place = new AtomicReference<>();
  private final AtomicReference<@Nullable Throwable> error = new AtomicReference<>();
  private final AtomicLong clockAheadMillis = new AtomicLong();
  private volatile OnForce onForce = files -> {};

  public ChronicleStore open(Path folder) {
    return ChronicleStore.open(folder, this);
  }

  /** The next append throws {@code thrown} at {@code where}. */
  public void failNext(Place where, Throwable thrown) {
    error.set(thrown);
    place.set(where);
  }

  /** Sets the store's clock ahead, so that the next append goes to a new file. */
  public void nextDay() {
    clockAheadMillis.addAndGet(DAY_MILLIS);
  }

  /** Sets the store's clock back by a day. */
  public void previousDay() {
    clockAheadMillis.addAndGet(-DAY_MILLIS);
  }

  /** Calls {@code action} before each force, in the thread that forces. */
  public void onForce(OnForce action) {
    onForce = action;
  }

  /** Sets the store's clock to so many days ahead of the system's, or behind it. */
  public void setClockAhead(long days) {
    clockAheadMillis.set(days * 24 * 60 * 60 * 1000);
  }

  @Override
  void beforeWrite() {
    failAt(Place.BEFORE_WRITE);
  }

  @Override
  void afterWrite() {
    failAt(Place.AFTER_WRITE);
  }

  @Override
  void beforeCommit() {
    failAt(Place.BEFORE_COMMIT);
  }

  @Override
  void afterCommit() {
    failAt(Place.AFTER_COMMIT);
  }

  @Override
  void beforeForce(int files) throws IOException {
    onForce.force(files);
  }

  @Override
  long currentTimeMillis() {
    return System.currentTimeMillis() + clockAheadMillis.get();
  }

  private void failAt(Place here) {
    if (place.compareAndSet(here, null)) {
      sneakyThrow(error.get());
    }
  }

  @SuppressWarnings({"unchecked", "NullAway"})
  private static <T extends Throwable> void sneakyThrow(@Nullable Throwable thrown) throws T {
    throw (T) thrown;
  }
}
