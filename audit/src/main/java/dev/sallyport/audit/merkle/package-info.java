/**
 * The Merkle tree of a log, as RFC 6962 section 2.1 defines it: hashing, roots, proofs and their
 * verification. Pure functions and plain data; no files, no clocks.
 */
@NullMarked
package dev.sallyport.audit.merkle;

import org.jspecify.annotations.NullMarked;
