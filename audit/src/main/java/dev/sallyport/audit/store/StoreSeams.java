package dev.sallyport.audit.store;

import net.openhft.chronicle.core.time.SystemTimeProvider;
import net.openhft.chronicle.core.time.TimeProvider;

/** What a test can put in place: errors within an append, and the clock that rolls files. */
class StoreSeams {
  static final StoreSeams NONE = new StoreSeams();

  void beforeWrite() {}

  void afterWrite() {}

  void beforeCommit() {}

  void afterCommit() {}

  TimeProvider clock() {
    return SystemTimeProvider.INSTANCE;
  }
}
