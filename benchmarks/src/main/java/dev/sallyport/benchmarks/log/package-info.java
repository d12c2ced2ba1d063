/**
 * What appending one decision to a log costs the thread that does it: ours beside a raw append to
 * the same store, two embedded databases, an asynchronous file logger and a hash-chained file.
 */
@NullMarked
package dev.sallyport.benchmarks.log;

import org.jspecify.annotations.NullMarked;
