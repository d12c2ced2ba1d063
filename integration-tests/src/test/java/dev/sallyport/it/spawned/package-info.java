/** What runs in the JVMs that the tests spawn. JDK only. */
@NullMarked
package dev.sallyport.it.spawned;

import org.jspecify.annotations.NullMarked;
