/** Seals the log: hashes what was appended, forces it to the disk, signs checkpoints. */
@NullMarked
package dev.sallyport.audit.seal;

import org.jspecify.annotations.NullMarked;
