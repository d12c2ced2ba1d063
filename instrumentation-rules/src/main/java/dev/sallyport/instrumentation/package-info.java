/**
 * Where tool calls pass through a framework, and how those places are woven. {@link
 * dev.sallyport.instrumentation.JoinPoints} lists the places, one package per framework names its
 * own, and {@link dev.sallyport.instrumentation.Installer} weaves them.
 *
 * <p>Most of this package runs inside class loading: it takes no locks while it calls a class
 * loader, uses no lambdas, and touches Byte Buddy only once a class matches.
 */
@NullMarked
package dev.sallyport.instrumentation;

import org.jspecify.annotations.NullMarked;
