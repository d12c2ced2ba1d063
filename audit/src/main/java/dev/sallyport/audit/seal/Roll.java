package dev.sallyport.audit.seal;

import java.nio.file.Path;

/**
 * A record file that ended, because the store went on in the next.
 *
 * @param file path of it
 * @param first index of its first leaf
 * @param end index after its last leaf: the size of the tree at its end
 * @param root of that tree; not to be changed
 */
record Roll(Path file, long first, long end, byte[] root) {}
