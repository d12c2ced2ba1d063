/** Advice for Netty, and for what of Reactor Netty every package may name. */
@NullMarked
package dev.sallyport.instrumentation.http.netty;

import org.jspecify.annotations.NullMarked;
