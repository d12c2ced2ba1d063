package dev.sallyport.audit.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.audit.merkle.PlainTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** One run, each part of which was checked against the others, without the code that is tested. */
final class PlainRun {
  private static final int HASH = 32;

  final Path folder;
  final PlainNote epoch;
  final List<StoredLeaf> leaves;
  final List<String> keys = new ArrayList<>();
  private final Map<Long, byte[]> roots = new HashMap<>();
  private final List<Long> rotations = new ArrayList<>();
  private int key;
  private long sealed;

  private PlainRun(Path folder) throws IOException {
    this.folder = folder;
    this.epoch = PlainNote.read(folder.resolve("epoch"));
    this.leaves = PlainStore.read(folder);
    keys.add(epoch.line(3));
  }

  /** Reads and checks records, leaf hashes and checkpoints of the run in {@code folder}. */
  static PlainRun check(Path folder) throws IOException, GeneralSecurityException {
    PlainRun run = new PlainRun(folder);
    List<PlainNote> checkpoints = PlainNote.readAll(folder.resolve("checkpoints"));
    run.checkLeaves(checkpoints);
    for (PlainNote checkpoint : checkpoints) {
      run.checkCheckpoint(checkpoint);
    }
    return run;
  }

  String name() {
    return folder.getFileName().toString();
  }

  String origin() {
    return keys.get(0).substring(0, keys.get(0).indexOf('+'));
  }

  long number() {
    return Long.parseLong(epoch.line(1));
  }

  /** How many leaves the last checkpoint covers. */
  long sealed() {
    return sealed;
  }

  private long bootId() {
    return Long.parseUnsignedLong(name().substring(name().lastIndexOf('-') + 1), 16);
  }

  private void checkLeaves(List<PlainNote> checkpoints) throws IOException {
    for (PlainNote checkpoint : checkpoints) {
      roots.put(Long.parseLong(checkpoint.line(1)), new byte[0]);
    }
    Path file = folder.resolve("leaf-hashes");
    byte[] hashes = Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
    GrowingTree tree = new GrowingTree();
    for (int i = 0; i < leaves.size(); i++) {
      StoredLeaf leaf = leaves.get(i);
      PlainStore.check(leaf, bootId(), i);
      byte[] hash = GrowingTree.leaf(leaf.bytes());
      if ((i + 1) * HASH <= hashes.length) {
        assertThat(Arrays.copyOfRange(hashes, i * HASH, i * HASH + HASH)).isEqualTo(hash);
      }
      tree.add(hash);
      roots.computeIfPresent(i + 1L, (size, none) -> tree.root());
      if (leaf.kind() == PlainStore.KEY_ROTATE) {
        rotations.add((long) i);
        keys.add(String.valueOf(PlainStore.event(leaf).get("key")));
      }
    }
    assertThat(hashes.length / HASH).isLessThanOrEqualTo(leaves.size());
    assertThat(tree.root()).isEqualTo(root());
    hashesStored = hashes.length / HASH;
  }

  private long hashesStored;

  /** The root over all leaves, by the definition. */
  byte[] root() {
    return PlainTree.root(leaves.stream().map(StoredLeaf::bytes).toList());
  }

  private void checkCheckpoint(PlainNote checkpoint) throws GeneralSecurityException {
    long size = Long.parseLong(checkpoint.line(1));
    assertThat(checkpoint.line(0)).isEqualTo(origin());
    assertThat(size).isGreaterThan(sealed).isLessThanOrEqualTo(leaves.size());
    assertThat(base64(checkpoint.line(2))).as("root of " + size).isEqualTo(roots.get(size));
    assertThat(checkpoint.isSignedBy(keys.get(key))).as("signed by the key in force").isTrue();
    assertThat(hashesStored).isGreaterThanOrEqualTo(size);
    sealed = size;
    if (key < rotations.size() && rotations.get(key) < size) {
      key++;
    }
  }

  /** Checks the note {@code closed} or {@code recovered}, which the run {@code by} signed. */
  void checkEnd(String file, PlainRun by) throws IOException, GeneralSecurityException {
    PlainNote note = PlainNote.read(folder.resolve(file));
    boolean signed = false;
    for (String each : by.keys) {
      signed |= note.isSignedBy(each);
    }
    assertThat(signed).as("`" + file + "` of " + name() + " is signed").isTrue();
    assertThat(note.line(0)).isEqualTo(origin() + "/" + file);
    assertThat(note.line(1)).isEqualTo(Integer.toString(leaves.size()));
    assertThat(base64(note.line(2))).isEqualTo(root());
    assertThat(hashesStored).isEqualTo(leaves.size());
    String files = note.text().substring(note.text().indexOf(note.line(3)));
    String last = file.equals("closed") ? "" : "by " + by.name() + "\n";
    assertThat(files).isEqualTo(fileLines() + last);
  }

  private String fileLines() throws IOException {
    List<Path> files = new ArrayList<>(PlainStore.files(folder));
    for (String name : List.of("checkpoints", "epoch", "leaf-hashes", "metadata.cq4t")) {
      if (Files.exists(folder.resolve(name))) {
        files.add(folder.resolve(name));
      }
    }
    StringBuilder lines = new StringBuilder();
    for (Path file : files.stream().sorted().toList()) {
      byte[] content = Files.readAllBytes(file);
      String digest = HexFormat.of().formatHex(GrowingTree.sha256(content));
      lines.append(file.getFileName()).append(' ').append(content.length);
      lines.append(' ').append(digest).append('\n');
    }
    return lines.toString();
  }

  private static byte[] base64(String text) {
    return Base64.getDecoder().decode(text);
  }
}
