/** Tests of dev.sallyport.audit.anchor. */
@NullMarked
package dev.sallyport.audit.anchor;

import org.jspecify.annotations.NullMarked;
