/**
 * Proofs that a record is in a log, as files that can be checked without the log: C2SP tlog-proof.
 */
@NullMarked
package dev.sallyport.cli.prove;

import org.jspecify.annotations.NullMarked;
