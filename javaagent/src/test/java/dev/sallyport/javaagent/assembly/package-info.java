/** The program that the build runs to put sallyport.jar together. Not part of the jar. */
@NullMarked
package dev.sallyport.javaagent.assembly;

import org.jspecify.annotations.NullMarked;
