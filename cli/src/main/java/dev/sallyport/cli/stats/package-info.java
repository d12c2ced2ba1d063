/** Counts and distributions in bounded memory, whatever is counted. */
@NullMarked
package dev.sallyport.cli.stats;

import org.jspecify.annotations.NullMarked;
