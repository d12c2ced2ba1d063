package dev.sallyport.audit.seal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A disk whose steps a test sees, and at one of which it may fail, for once or for good. */
class WatchedDisk extends SealDisk {
  /** One step, such as {@code force leaf-hashes}. */
  record Step(String what, Path file) {
    @Override
    public String toString() {
      return what + " " + SealFiles.name(file);
    }
  }

  private final List<Step> steps = Collections.synchronizedList(new ArrayList<>());
  private volatile String failing = "";
  private volatile int stopAt = Integer.MAX_VALUE;

  /** From now on each step that reads so fails. */
  void failAt(String step) {
    failing = step;
  }

  /** The step with this number, counted from 0, and all later ones fail: as if the process died. */
  WatchedDisk stopAt(int number) {
    stopAt = number;
    return this;
  }

  int count() {
    return steps.size();
  }

  List<String> steps() {
    synchronized (steps) {
      return steps.stream().map(Step::toString).toList();
    }
  }

  /** Called before each step. */
  void before(String what, Path file) throws IOException {
    Step step = new Step(what, file);
    if (steps.size() >= stopAt) {
      throw new IOException("stopped before: " + step);
    }
    steps.add(step);
    if (step.toString().equals(failing)) {
      throw new IOException("no space left on device");
    }
  }

  @Override
  void write(Path file, FileChannel channel, ByteBuffer bytes, long position) throws IOException {
    before("write", file);
    super.write(file, channel, bytes, position);
  }

  @Override
  void force(Path file, FileChannel channel) throws IOException {
    before("force", file);
    super.force(file, channel);
  }

  @Override
  void forceFolder(Path folder) throws IOException {
    before("force", folder);
    super.forceFolder(folder);
  }

  @Override
  void move(Path from, Path to) throws IOException {
    before("move", from);
    super.move(from, to);
  }

  @Override
  void delete(Path file) throws IOException {
    before("delete", file);
    super.delete(file);
  }

  @Override
  void truncate(Path file, FileChannel channel, long length) throws IOException {
    before("truncate", file);
    super.truncate(file, channel, length);
  }
}
