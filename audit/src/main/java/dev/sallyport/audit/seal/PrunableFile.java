package dev.sallyport.audit.seal;

import java.nio.file.Path;

/**
 * A record file that may be removed.
 *
 * @param folder of its run
 * @param path of it; of the folder, if only what accompanies records is left
 * @param bytes that go with it
 * @param lastModified milliseconds since 1970
 * @param last whether everything that accompanies records goes with it: it is the last of a run
 * @param own whether it is of the run that this process writes
 */
record PrunableFile(
    Path folder, Path path, long bytes, long lastModified, boolean last, boolean own) {
  /** Whether a removal was cut short: the records are gone, what accompanied them is not. */
  boolean unfinished() {
    return path.equals(folder);
  }
}
