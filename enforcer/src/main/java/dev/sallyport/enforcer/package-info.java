/**
 * The policy enforcement point: turns an intercepted call into a call view, asks the engine,
 * records the decision, and only then acts.
 *
 * <p>Public types: {@link dev.sallyport.enforcer.Enforcer}, {@link
 * dev.sallyport.enforcer.EnforcerOptions}, {@link dev.sallyport.enforcer.LoadedPolicy}, {@link
 * dev.sallyport.enforcer.ErrorReporter}.
 */
@NullMarked
package dev.sallyport.enforcer;

import org.jspecify.annotations.NullMarked;
