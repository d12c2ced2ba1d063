/** What runs in the JVMs that tests start: a javaagent around the installer, and applications. */
@NullMarked
package dev.sallyport.instrumentation.forked;

import org.jspecify.annotations.NullMarked;
