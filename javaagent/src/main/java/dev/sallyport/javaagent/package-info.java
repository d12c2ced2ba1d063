/**
 * The only classes of Sallyport in the application's class loader: the entry points and the loader
 * that keeps everything else apart. They link to the JDK alone.
 */
@NullMarked
package dev.sallyport.javaagent;

import org.jspecify.annotations.NullMarked;
