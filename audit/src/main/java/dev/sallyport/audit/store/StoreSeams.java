package dev.sallyport.audit.store;

import java.io.IOException;

/** What a test can put in place: errors within an append or a force, and the clock. */
class StoreSeams {
  static final StoreSeams NONE = new StoreSeams();

  void beforeWrite() {}

  void afterWrite() {}

  void beforeCommit() {}

  void afterCommit() {}

  void beforeForce(int files) throws IOException {}

  long currentTimeMillis() {
    return System.currentTimeMillis();
  }
}
