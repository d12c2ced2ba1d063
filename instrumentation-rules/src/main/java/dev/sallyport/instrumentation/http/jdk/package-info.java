/** Advice for java.net.http and HttpURLConnection. */
@NullMarked
package dev.sallyport.instrumentation.http.jdk;

import org.jspecify.annotations.NullMarked;
