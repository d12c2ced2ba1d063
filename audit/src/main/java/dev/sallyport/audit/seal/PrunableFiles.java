package dev.sallyport.audit.seal;

import dev.sallyport.audit.RunFolder;
import dev.sallyport.audit.RunFolders;
import dev.sallyport.audit.merkle.CompactTree;
import dev.sallyport.audit.merkle.TreeHasher;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which record files under a root are sealed and written to no more, and what they hold. */
final class PrunableFiles {
  private static final int BLOCK = 1024;

  private final SealOptions options;
  private final RunEvents events;
  private final SealDisk disk;

  PrunableFiles(SealOptions options, RunEvents events, SealDisk disk) {
    this.options = options;
    this.events = events;
    this.disk = disk;
  }

  /** The size of all files of all runs. */
  long totalBytes() throws IOException {
    long total = 0;
    for (RunFolder run : RunFolders.list(options.root())) {
      total += bytesOf(run.path());
    }
    return total;
  }

  private static long bytesOf(Path folder) throws IOException {
    long total = 0;
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        total += Files.size(file);
      }
    }
    return total;
  }

  /** All that may be removed, run by run, file by file. */
  List<PrunableFile> oldestFirst() throws IOException {
    List<PrunableFile> found = new ArrayList<>();
    for (RunFolder run : RunFolders.list(options.root())) {
      Path folder = run.path();
      if (SealFiles.name(folder).equals(options.folderName())) {
        addOwn(folder, found);
      } else if (EndNote.read(folder) != null) {
        addEnded(folder, found);
      }
    }
    return found;
  }

  private void addOwn(Path folder, List<PrunableFile> found) throws IOException {
    for (EndedFile ended : events.sealedFiles()) {
      Path file = ended.roll().file();
      if (Files.exists(file)) {
        found.add(new PrunableFile(folder, file, Files.size(file), modified(file), false, true));
      }
    }
  }

  private static void addEnded(Path folder, List<PrunableFile> found) throws IOException {
    List<Path> files = SealFiles.records(folder);
    for (int i = 0; i < files.size() - 1; i++) {
      Path file = files.get(i);
      found.add(new PrunableFile(folder, file, Files.size(file), modified(file), false, false));
    }
    Path hashes = folder.resolve(SealFiles.LEAF_HASHES);
    Path metadata = folder.resolve(SealFiles.METADATA);
    if (!files.isEmpty() || Files.exists(hashes) || Files.exists(metadata)) {
      Path file = files.isEmpty() ? folder : files.get(files.size() - 1);
      long bytes = files.isEmpty() ? 0 : Files.size(file);
      bytes += Files.exists(hashes) ? Files.size(hashes) : 0;
      bytes += Files.exists(metadata) ? Files.size(metadata) : 0;
      found.add(new PrunableFile(folder, file, bytes, modified(file), true, false));
    }
  }

  private static long modified(Path file) throws IOException {
    return Files.getLastModifiedTime(file).toMillis();
  }

  /** Keeps others from removing or recovering the run; null if one is at it, or it is our own. */
  @Nullable FileChannel lock(PrunableFile file) throws IOException {
    return file.own()
        ? null
        : FileLocks.tryAcquire(file.folder().resolve(SealFiles.WRITER_LOCK), disk);
  }

  /**
   * What {@code file} holds.
   *
   * @throws LogDamageException if it is not what was sealed
   */
  PrunedLeaves describe(PrunableFile file) throws IOException {
    if (file.own()) {
      return describeOwn(file);
    }
    EndNote end = EndNote.read(file.folder());
    if (end == null) {
      throw new LogDamageException("the note at the end of its run can't be read");
    }
    if (file.path().equals(file.folder())) {
      return new PrunedLeaves(
          end.size(), end.size(), end.root(), FileDigest.UNKNOWN, List.of(), List.of());
    }
    String sha256 = checkedDigest(file, end);
    FileEvents held = FileEvents.read(file.path(), runOf(file).bootId());
    if (file.last()) {
      // Without leaf hashes nothing shows that a kept rotation is genuine.
      return new PrunedLeaves(
          held.first(), end.size(), end.root(), FileDigest.UNKNOWN, List.of(), held.prunings());
    }
    byte[] root = rootAt(file.folder(), held.end());
    return new PrunedLeaves(
        held.first(), held.end(), root, sha256, held.rotations(), held.prunings());
  }

  private PrunedLeaves describeOwn(PrunableFile file) throws IOException {
    for (EndedFile ended : events.sealedFiles()) {
      if (ended.roll().file().equals(file.path())) {
        if (!FileDigest.of(file.path()).equals(ended.digest())) {
          throw new LogDamageException("it was changed after it was sealed");
        }
        Roll roll = ended.roll();
        FileEvents held = FileEvents.read(file.path(), options.bootId());
        return new PrunedLeaves(
            roll.first(),
            roll.end(),
            roll.root(),
            ended.digest().sha256(),
            held.rotations(),
            held.prunings());
      }
    }
    throw new LogDamageException("it is not sealed");
  }

  private static String checkedDigest(PrunableFile file, EndNote end) throws IOException {
    FileDigest now = FileDigest.of(file.path());
    for (FileDigest then : end.files()) {
      boolean same = then.name().equals(now.name());
      if (same && !then.sha256().equals(FileDigest.UNKNOWN) && !then.equals(now)) {
        throw new LogDamageException("it was changed after its run ended");
      }
    }
    return now.sha256();
  }

  private RunFolder runOf(PrunableFile file) throws IOException {
    return RunFolders.list(file.folder()).get(0);
  }

  private static byte[] rootAt(Path folder, long size) throws IOException {
    CompactTree tree = new CompactTree();
    byte[] hashes = new byte[BLOCK * TreeHasher.LENGTH];
    Path file = folder.resolve(SealFiles.LEAF_HASHES);
    for (long leaf = 0; leaf < size; leaf += BLOCK) {
      int count = (int) Math.min(BLOCK, size - leaf);
      LeafHashFile.read(file, leaf, count, hashes);
      for (int i = 0; i < count; i++) {
        tree.add(hashes, i * TreeHasher.LENGTH);
      }
    }
    return tree.root();
  }
}
