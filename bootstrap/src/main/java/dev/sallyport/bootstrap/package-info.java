/**
 * What woven code may call. These classes live in the boot class loader, so that every framework
 * class can link to them; they use JDK types only, and nothing else of Sallyport is visible to the
 * application.
 *
 * <p>Public types: {@link dev.sallyport.bootstrap.ToolGate}, {@link
 * dev.sallyport.bootstrap.ToolCall}, {@link dev.sallyport.bootstrap.Gate}, {@link
 * dev.sallyport.bootstrap.ResultReplacement}, {@link dev.sallyport.bootstrap.CallContext}, {@link
 * dev.sallyport.bootstrap.ToolCallDenied}.
 */
@NullMarked
package dev.sallyport.bootstrap;

import org.jspecify.annotations.NullMarked;
