package dev.sallyport.enforcer.sql;

/** A text that one database reads in another way than the next. */
final class AmbiguousSqlException extends Exception {
  private static final long serialVersionUID = 1L;

  AmbiguousSqlException(String what) {
    super(what, null, false, false);
  }
}
