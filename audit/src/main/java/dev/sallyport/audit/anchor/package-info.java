/**
 * Keeps checkpoints outside of the application: in a file elsewhere, at a URL, and at witnesses
 * (C2SP tlog-witness), whose cosignatures come back into the run's folder. {@code
 * docs/anchoring.md} has the protocols.
 */
@NullMarked
package dev.sallyport.audit.anchor;

import org.jspecify.annotations.NullMarked;
