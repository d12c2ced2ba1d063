/** Advice for Spring's own HTTP clients. */
@NullMarked
package dev.sallyport.instrumentation.http.spring;

import org.jspecify.annotations.NullMarked;
