/** The real jar, in JVMs that the tests spawn, against real frameworks. */
@NullMarked
package dev.sallyport.it;

import org.jspecify.annotations.NullMarked;
