package dev.sallyport.audit.seal;

/**
 * A record file of this run that ended, and what it is as a whole.
 *
 * @param roll where it stands in the tree
 * @param digest of the whole file
 */
record EndedFile(Roll roll, FileDigest digest) {}
