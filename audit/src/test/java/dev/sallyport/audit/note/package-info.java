/** Tests of dev.sallyport.audit.note. */
@NullMarked
package dev.sallyport.audit.note;

import org.jspecify.annotations.NullMarked;
