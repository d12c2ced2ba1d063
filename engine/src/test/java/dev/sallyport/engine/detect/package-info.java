/** Tests of detectors and of the rewriting of texts. */
@NullMarked
package dev.sallyport.engine.detect;

import org.jspecify.annotations.NullMarked;
