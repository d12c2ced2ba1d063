package dev.sallyport.audit.seal;

/**
 * The leaves of a record file that is to be removed.
 *
 * @param first index of its first leaf
 * @param end index after its last leaf
 * @param root of the tree of all leaves before {@code end}; not to be changed
 * @param sha256 of the file in hex; {@code -} for a whole run
 */
record PrunedLeaves(long first, long end, byte[] root, String sha256) {}
