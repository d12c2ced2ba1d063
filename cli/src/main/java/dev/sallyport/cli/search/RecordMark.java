package dev.sallyport.cli.search;

/**
 * What tells a record from any other at its place. Immutable.
 *
 * @param offset where its document begins, in bytes
 * @param leaf its index in the run
 * @param length its length in bytes
 * @param checksum the four bytes at its end
 */
record RecordMark(long offset, long leaf, int length, int checksum) {
  void write(IndexOutput out) {
    out.number(offset);
    out.number(leaf);
    out.number(length);
    out.number(checksum);
  }

  static RecordMark read(IndexInput in) throws InvalidIndexException {
    return new RecordMark(in.number(), in.number(), in.count(65_535), (int) in.number());
  }
}
