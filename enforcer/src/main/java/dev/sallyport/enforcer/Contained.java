package dev.sallyport.enforcer;

import java.io.IOException;

/**
 * Something that a tool is about to do and a box may forbid. What it is about is read once, when
 * this is made: the caller may change its arrays and buffers meanwhile.
 */
interface Contained {
  /** Whether {@code box} lets it be done. */
  boolean permittedBy(Box box) throws IOException;

  /** What it is about, as the record shows it. */
  String subject();

  /** Whether the record is kept also if it is done. */
  default boolean isNoted() {
    return false;
  }
}
