/**
 * Writes logs with chosen clocks; in this package because only the log's own code stamps records.
 */
@NullMarked
package dev.sallyport.audit;

import org.jspecify.annotations.NullMarked;
