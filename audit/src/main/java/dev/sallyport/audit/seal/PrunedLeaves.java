package dev.sallyport.audit.seal;

import dev.sallyport.audit.EventRecord;
import java.util.List;

/**
 * The leaves of a record file that is to be removed.
 *
 * @param first index of its first leaf
 * @param end index after its last leaf
 * @param root of the tree of all leaves before {@code end}; not to be changed
 * @param sha256 of the file in hex; {@code -} for a whole run
 * @param rotations the bytes of its KEY_ROTATE records, if checkpoints are to be checked with them
 * @param prunings its PRUNED records
 */
record PrunedLeaves(
    long first,
    long end,
    byte[] root,
    String sha256,
    List<byte[]> rotations,
    List<EventRecord> prunings) {}
