/** Tests of dev.sallyport.audit.merkle. */
@NullMarked
package dev.sallyport.audit.merkle;

import org.jspecify.annotations.NullMarked;
