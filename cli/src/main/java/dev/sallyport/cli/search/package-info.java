/**
 * Finds recorded calls in large logs: reads records without decoding what is not asked for, sums up
 * blocks of them in an index beside the log, and joins decisions with outcomes. Never writes to the
 * log itself.
 */
@NullMarked
package dev.sallyport.cli.search;

import org.jspecify.annotations.NullMarked;
