/** Advice for Vert.x that only needs its public types. */
@NullMarked
package dev.sallyport.instrumentation.http.vertx;

import org.jspecify.annotations.NullMarked;
