/** Tests of dev.sallyport.cli.witness. */
@NullMarked
package dev.sallyport.cli.witness;

import org.jspecify.annotations.NullMarked;
