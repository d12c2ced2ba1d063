/** Tests of the engine. */
@NullMarked
package dev.sallyport.engine;

import org.jspecify.annotations.NullMarked;
