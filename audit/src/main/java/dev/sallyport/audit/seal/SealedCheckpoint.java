package dev.sallyport.audit.seal;

import dev.sallyport.audit.merkle.LeafHashes;

/**
 * A checkpoint that is on the disk.
 *
 * @param note the signed note, whole
 * @param origin of the run
 * @param size leaves that it covers
 * @param root over them, 32 bytes; not to be changed
 * @param leaves the leaf hashes of the run, at least those; read by other threads while it grows
 */
public record SealedCheckpoint(
    String note, String origin, long size, byte[] root, LeafHashes leaves) {}
