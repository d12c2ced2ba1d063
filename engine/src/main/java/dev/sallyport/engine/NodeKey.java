package dev.sallyport.engine;

/**
 * A test that is asked by itself.
 *
 * @param every whether all values of a path must satisfy it, or one is enough
 */
record NodeKey(Expression test, boolean every) {}
