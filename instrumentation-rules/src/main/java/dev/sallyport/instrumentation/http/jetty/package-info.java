/** Advice for Jetty's client. */
@NullMarked
package dev.sallyport.instrumentation.http.jetty;

import org.jspecify.annotations.NullMarked;
