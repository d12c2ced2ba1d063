/**
 * Counts the calls that rules with a {@code limit} let through: exactly, in sliding windows, per
 * agent and rule, in bounded memory.
 *
 * <p>Public type: {@link dev.sallyport.enforcer.limits.CallLimits}.
 */
@NullMarked
package dev.sallyport.enforcer.limits;

import org.jspecify.annotations.NullMarked;
