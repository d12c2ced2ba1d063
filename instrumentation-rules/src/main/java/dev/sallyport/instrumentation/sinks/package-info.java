/** What a box may forbid, at the place where it is done. */
@NullMarked
package dev.sallyport.instrumentation.sinks;

import org.jspecify.annotations.NullMarked;
