package dev.sallyport.engine;

/** What stands where a path or function has no string, number, boolean, list or object. */
enum NoValue {
  /** JSON's null. */
  NULL,
  /** There is nothing at the path: a comparison with it is false. */
  MISSING,
  /** The question makes no sense, such as the size of a number: a comparison with it errs. */
  ERROR
}
