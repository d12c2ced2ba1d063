/** Measurements behind docs/benchmarks.md. Run by hand with {@code benchmarks/run}. */
@NullMarked
package dev.sallyport.benchmarks;

import org.jspecify.annotations.NullMarked;
