/** Tests of the start and of what runs on after it. */
@NullMarked
package dev.sallyport.javaagent.start;

import org.jspecify.annotations.NullMarked;
