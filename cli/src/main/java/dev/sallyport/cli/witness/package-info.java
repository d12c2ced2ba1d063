/**
 * A witness (C2SP tlog-witness) for the logs of one's own fleet: cosigns a checkpoint only if it
 * continues what was cosigned before. {@code docs/anchoring.md} has the protocol.
 */
@NullMarked
package dev.sallyport.cli.witness;

import org.jspecify.annotations.NullMarked;
