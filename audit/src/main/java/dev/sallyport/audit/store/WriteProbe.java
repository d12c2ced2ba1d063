package dev.sallyport.audit.store;

/** Where a test lets an append fail. */
class WriteProbe {
  static final WriteProbe NONE = new WriteProbe();

  void beforeWrite() {}

  void afterWrite() {}
}
