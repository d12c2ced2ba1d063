/** Tests of the counts. */
@NullMarked
package dev.sallyport.enforcer.limits;

import org.jspecify.annotations.NullMarked;
