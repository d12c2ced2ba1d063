package dev.sallyport.cli.search;

import org.jspecify.annotations.Nullable;

/**
 * Some records of a run that follow each other, and what decides whether to read them. Immutable.
 *
 * @param start where its first document begins, and the index its first record is to have; null for
 *     the start of the run
 * @param records how many records there are
 * @param damaged whether something in it is not as it was written
 * @param damagedEnd whether such a thing follows its last record, at the end of the run
 * @param telling whether there are events that tell that calls may be missing
 * @param wanted whether there may be decisions that the query accepts
 * @param open the decisions whose outcomes are in a later block, if anywhere
 * @param outcomes a bit for each outcome that a call of the block has within it
 */
record Block(
    @Nullable Place start,
    int records,
    boolean damaged,
    boolean damagedEnd,
    boolean telling,
    boolean wanted,
    CallRange open,
    int outcomes) {
  /** A block ends after so many records, so that its summary tells something. */
  static final int MAX_RECORDS = 4_096;

  /** Or after so many bytes, so that it fits into memory. */
  static final long MAX_BYTES = 4 << 20;

  boolean isToBeRead() {
    return damaged || telling || wanted;
  }
}
