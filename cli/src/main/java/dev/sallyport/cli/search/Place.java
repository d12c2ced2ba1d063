package dev.sallyport.cli.search;

import java.nio.file.Path;

/**
 * Where a record stands. Immutable.
 *
 * @param file the file of the store
 * @param offset where its document begins, in bytes; the record is four bytes further
 * @param leaf its index in the run
 */
public record Place(Path file, long offset, long leaf) {}
