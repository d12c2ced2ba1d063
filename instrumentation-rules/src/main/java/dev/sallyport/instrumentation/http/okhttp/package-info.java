/** Advice for OkHttp. */
@NullMarked
package dev.sallyport.instrumentation.http.okhttp;

import org.jspecify.annotations.NullMarked;
