/** Advice for Apache HttpClient. */
@NullMarked
package dev.sallyport.instrumentation.http.apache;

import org.jspecify.annotations.NullMarked;
