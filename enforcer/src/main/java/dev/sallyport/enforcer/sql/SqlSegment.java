package dev.sallyport.enforcer.sql;

import java.util.List;

/**
 * One statement of a text.
 *
 * @param text as it was given, without the semicolon
 * @param words its words outside of quotes and comments, in order
 */
record SqlSegment(String text, List<SqlWord> words) {}
