package dev.sallyport.audit.verify;

import org.jspecify.annotations.Nullable;

/**
 * What was verified of one run. Its leaves are three ranges: {@code [0, anchored)}, {@code
 * [anchored, sealed)} and {@code [sealed, leaves)}.
 *
 * @param folder name of its folder
 * @param origin what its checkpoints name it, or null if it has no readable note about its key
 * @param epoch its number, or -1
 * @param leaves how many records it has
 * @param anchored leaves covered by a checkpoint that was kept elsewhere
 * @param sealed leaves covered by a good checkpoint or end note here; not below {@code anchored}
 * @param removed how many of the leaves were removed, as a sealed record says
 * @param notRead how many leaves at the beginning were taken from the tree file, because
 *     verification was to begin later
 * @param checkpoints how many checkpoints were checked
 * @param lastMicros wall clock of the last record read, microseconds since 1970, or -1
 */
public record RunReport(
    String folder,
    @Nullable String origin,
    long epoch,
    RunState state,
    long leaves,
    long anchored,
    long sealed,
    long removed,
    long notRead,
    long checkpoints,
    long lastMicros) {}
