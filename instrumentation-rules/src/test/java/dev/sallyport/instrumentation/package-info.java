/** Tests. */
@NullMarked
package dev.sallyport.instrumentation;

import org.jspecify.annotations.NullMarked;
