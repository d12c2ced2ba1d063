package dev.sallyport.cli.export;

import dev.sallyport.audit.merkle.CompactTree;
import dev.sallyport.audit.merkle.TreeHasher;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Turns the leaves of a log, in order, into tiles and entry bundles. Not thread-safe. */
final class TileWriter {
  private final TileFolder folder;
  private final CompactTree tree = new CompactTree();
  private final List<Level> levels = new ArrayList<>();
  private final ByteArrayOutputStream bundle = new ByteArrayOutputStream();
  private final List<String> full = new ArrayList<>();
  private boolean bundleIncomplete;
  private int incompleteBundles;
  private int written;

  TileWriter(TileFolder folder) {
    this.folder = folder;
  }

  /** The hashes of a level's last tile. */
  private static final class Level {
    private final byte[] hashes = new byte[TilePath.WIDTH * TreeHasher.LENGTH];
    private int width;
    private long number;
  }

  /** Adds the leaf {@code record} with its hash. */
  void add(byte[] record, byte[] leafHash) throws IOException, ExportRefusedException {
    bundle.write(record.length >>> 8);
    bundle.write(record.length);
    bundle.write(record);
    addHash(leafHash);
  }

  /** Adds a leaf whose record is gone: the bundle that it is in must be there already. */
  void addWithoutRecord(byte[] leafHash) throws IOException, ExportRefusedException {
    bundleIncomplete = true;
    addHash(leafHash);
  }

  private void addHash(byte[] leafHash) throws IOException, ExportRefusedException {
    tree.add(leafHash);
    if (tree.size() % TilePath.WIDTH == 0) {
      writeBundle(tree.size() / TilePath.WIDTH - 1, TilePath.WIDTH);
    }
    add(0, leafHash);
  }

  private void add(int number, byte[] hash) throws IOException, ExportRefusedException {
    if (levels.size() == number) {
      levels.add(new Level());
    }
    Level level = levels.get(number);
    System.arraycopy(hash, 0, level.hashes, level.width * TreeHasher.LENGTH, TreeHasher.LENGTH);
    level.width++;
    if (level.width == TilePath.WIDTH) {
      writeTile(number, level);
      level.width = 0;
      level.number++;
      add(number + 1, root(level.hashes));
    }
  }

  private static byte[] root(byte[] hashes) {
    CompactTree tile = new CompactTree();
    for (int at = 0; at < hashes.length; at += TreeHasher.LENGTH) {
      tile.add(hashes, at);
    }
    return tile.root();
  }

  private void writeTile(int number, Level level) throws IOException, ExportRefusedException {
    String path = TilePath.tile(number, level.number, level.width);
    written(path, level.width, Arrays.copyOf(level.hashes, level.width * TreeHasher.LENGTH));
  }

  private void writeBundle(long number, int width) throws IOException, ExportRefusedException {
    String path = TilePath.entries(number, width);
    if (!bundleIncomplete) {
      written(path, width, bundle.toByteArray());
    } else if (folder.read(path) == null) {
      incompleteBundles++;
    }
    bundle.reset();
    bundleIncomplete = false;
  }

  private void written(String path, int width, byte[] bytes)
      throws IOException, ExportRefusedException {
    written += folder.add(path, bytes) ? 1 : 0;
    if (width == TilePath.WIDTH) {
      full.add(path);
    }
  }

  /** Writes what is partial, and returns the root over all leaves. */
  byte[] finish() throws IOException, ExportRefusedException {
    int rest = (int) (tree.size() % TilePath.WIDTH);
    if (rest > 0) {
      writeBundle(tree.size() / TilePath.WIDTH, rest);
    }
    for (int i = 0; i < levels.size(); i++) {
      if (levels.get(i).width > 0) {
        writeTile(i, levels.get(i));
      }
    }
    return tree.root();
  }

  /** Removes partial tiles of which there are full ones now. */
  void dropPartials() throws IOException {
    for (String path : full) {
      folder.dropPartial(path);
    }
  }

  /** How many tiles and bundles were not there yet. */
  int written() {
    return written;
  }

  /** How many bundles could not be written because records are gone. */
  int incompleteBundles() {
    return incompleteBundles;
  }
}
