/**
 * The policy decision point: from policy documents to decisions. Everything here is a pure function
 * of its input: no I/O, no clock, no threads, no shared mutable state.
 *
 * <p>{@link dev.sallyport.engine.PolicyParser} turns {@link dev.sallyport.engine.PolicySource}s
 * into a {@link dev.sallyport.engine.PolicySet}; {@link dev.sallyport.engine.PolicyDecisionPoint}
 * turns a {@link dev.sallyport.engine.CallView} into a {@link dev.sallyport.engine.Decision}. The
 * language is described in {@code docs/policy-language.md}.
 */
@NullMarked
package dev.sallyport.engine;

import org.jspecify.annotations.NullMarked;
