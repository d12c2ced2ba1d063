/** HTTP clients: requests, redirects, connections. */
@NullMarked
package dev.sallyport.instrumentation.http;

import org.jspecify.annotations.NullMarked;
