/** How fast the log is sealed. */
@NullMarked
package dev.sallyport.benchmarks.seal;

import org.jspecify.annotations.NullMarked;
