/** Tests of the store. */
@NullMarked
package dev.sallyport.audit.store;

import org.jspecify.annotations.NullMarked;
