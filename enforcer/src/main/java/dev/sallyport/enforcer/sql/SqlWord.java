package dev.sallyport.enforcer.sql;

/**
 * A word of a statement that stands outside of quotes and comments.
 *
 * @param text in upper case
 * @param qualified whether a dot stands before it, so that it names something
 * @param opens whether a round bracket follows, as after a function's name
 */
record SqlWord(String text, boolean qualified, boolean opens) {
  boolean is(String keyword) {
    return !qualified && text.equals(keyword);
  }
}
