package dev.sallyport.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.audit.AuditEntry;
import dev.sallyport.audit.LogTail;
import dev.sallyport.audit.note.NoteVerifier;
import dev.sallyport.cli.prove.ProofCheck;
import dev.sallyport.cli.prove.TlogProof;
import dev.sigstore.merkle.InclusionProofVerificationException;
import dev.sigstore.merkle.InclusionProofVerifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code export --tlog-tiles} writes, read by a reader that is not ours. */
class TileExportTest {
  @TempDir Path work;
  private SealedLog log;

  @BeforeEach
  void openLog() throws IOException {
    log = new SealedLog(work.resolve("sallyport-audit"));
  }

  private Cli run(int exitCode, String... args) {
    Cli cli = new Cli(work);
    int got = cli.run(args);
    assertThat(got).as(cli.err() + cli.out()).isEqualTo(exitCode);
    return cli;
  }

  private static void allow(SealedLog.Run run, int count) {
    for (int i = 0; i < count; i++) {
      run.log.allow("desk", "tool_" + i, "any");
    }
  }

  private static List<byte[]> records(Path run, int count) throws IOException {
    List<byte[]> records = new ArrayList<>();
    try (LogTail tail = LogTail.fromStart(run)) {
      while (records.size() < count) {
        AuditEntry entry = tail.next();
        assertThat(entry).isNotNull();
        records.add(tail.recordBytes());
      }
    }
    return records;
  }

  /** Every file with its time and content. */
  private static Map<String, String> files(Path folder) throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        String state = Files.getLastModifiedTime(file) + Arrays.toString(Files.readAllBytes(file));
        files.put(folder.relativize(file).toString(), state);
      }
    }
    return files;
  }

  private static void assertComplete(Path tiles, SealedLog.Run run, int size) throws Exception {
    PlainTileReader reader = new PlainTileReader(tiles, run.key().text());
    assertThat(reader.origin()).isEqualTo(run.origin());
    assertThat(reader.size()).isEqualTo(size);
    assertThat(reader.entries()).containsExactlyElementsOf(records(run.folder(), size));
  }

  @Test
  void anExportIsCompleteAtSizesAroundFullTilesWhileItGrows() throws Exception {
    try (SealedLog.Run run = log.start()) {
      Path tiles = work.resolve("tiles").resolve(run.name());
      int size = 1;
      for (int wanted : new int[] {1, 2, 255, 256, 257, 511, 512, 600, 70_000}) {
        allow(run, wanted - size);
        size = wanted;
        run.seal();
        assertThat(run(0, "export", "--tlog-tiles", "tiles").out())
            .startsWith(run.name() + ": " + wanted + " records, ");
        assertComplete(tiles, run, wanted);
      }
      assertThat(Files.size(tiles.resolve("tile/0/272"))).isEqualTo(8_192);
      assertThat(Files.size(tiles.resolve("tile/0/273.p/112"))).isEqualTo(112 * 32);
      assertThat(Files.size(tiles.resolve("tile/1/001.p/17"))).isEqualTo(17 * 32);
      assertThat(Files.size(tiles.resolve("tile/2/000.p/1"))).isEqualTo(32);
      assertThat(tiles.resolve("tile/0/000.p")).doesNotExist();
    }
  }

  @Test
  void exportingAgainChangesNoFile() throws Exception {
    try (SealedLog.Run run = log.start()) {
      allow(run, 300);
      run.seal();
      run(0, "export", "--tlog-tiles", "tiles");
      Path tiles = work.resolve("tiles").resolve(run.name());
      try (Stream<Path> all = Files.walk(tiles)) {
        for (Path file : all.filter(Files::isRegularFile).toList()) {
          Files.setLastModifiedTime(file, FileTime.from(Instant.EPOCH));
        }
      }
      Map<String, String> before = files(tiles);
      assertThat(run(0, "export", "--tlog-tiles", "tiles").out()).contains("nothing new");
      assertThat(files(tiles)).isEqualTo(before);
    }
  }

  @Test
  void anInterruptedExportIsCompletedByTheNext() throws Exception {
    try (SealedLog.Run run = log.start()) {
      allow(run, 600);
      run.seal();
      run(0, "export", "--tlog-tiles", "tiles");
      Path tiles = work.resolve("tiles").resolve(run.name());
      Files.delete(tiles.resolve("checkpoint"));
      Files.delete(tiles.resolve("tile/0/001"));
      Files.delete(tiles.resolve("tile/entries/002.p/89"));
      Files.write(tiles.resolve("tile/0/001.part"), new byte[7]);
      run(0, "export", "--tlog-tiles", "tiles");
      assertComplete(tiles, run, 601);
    }
  }

  @Test
  void everyRunHasAFolderAndOneRunCanBeExportedAlone() throws Exception {
    try (SealedLog.Run first = log.start();
        SealedLog.Run second = log.start();
        SealedLog.Run unsealed = log.start()) {
      first.seal();
      second.rotate();
      allow(second, 3);
      second.seal();
      allow(unsealed, 1);
      Cli cli = run(2, "export", "--tlog-tiles", "tiles");
      assertThat(cli.err())
          .isEqualTo("sallyport: " + unsealed.name() + ": the run has no checkpoint yet\n");
      assertComplete(work.resolve("tiles").resolve(first.name()), first, 1);
      assertComplete(work.resolve("tiles").resolve(second.name()), second, 5);

      run(0, "export", second.folder().toString(), "--tlog-tiles", "alone");
      assertComplete(work.resolve("alone"), second, 5);
      assertThat(Files.readAllLines(work.resolve("alone/vkeys")))
          .startsWith(SealedLog.genesis().text())
          .endsWith(second.key().text());
    }
  }

  @Test
  void theExportOfAnotherRunIsNotOverwritten() throws Exception {
    try (SealedLog.Run first = log.start();
        SealedLog.Run second = log.start()) {
      first.seal();
      second.seal();
      run(0, "export", first.folder().toString(), "--tlog-tiles", "one");
      Map<String, String> before = files(work.resolve("one"));
      assertThat(run(1, "export", second.folder().toString(), "--tlog-tiles", "one").err())
          .contains("the folder holds an export of `" + first.origin() + "`")
          .contains("not overwritten");
      assertThat(files(work.resolve("one"))).isEqualTo(before);
    }
  }

  @Test
  void anExportThatTheLogContradictsIsNotOverwritten() throws Exception {
    try (SealedLog.Run run = log.start()) {
      allow(run, 300);
      run.seal();
      run(0, "export", run.folder().toString(), "--tlog-tiles", "one");
      Path tile = work.resolve("one/tile/0/000");
      byte[] altered = Files.readAllBytes(tile);
      altered[77] ^= 1;
      Files.write(tile, altered);
      allow(run, 300);
      run.seal();
      byte[] checkpoint = Files.readAllBytes(work.resolve("one/checkpoint"));
      assertThat(run(1, "export", run.folder().toString(), "--tlog-tiles", "one").err())
          .contains("has other content than the log: not overwritten");
      assertThat(Files.readAllBytes(tile)).isEqualTo(altered);
      assertThat(Files.readAllBytes(work.resolve("one/checkpoint"))).isEqualTo(checkpoint);
    }
  }

  @Test
  void anOlderLogDoesNotReplaceANewerExport() throws Exception {
    try (SealedLog.Run run = log.start()) {
      allow(run, 10);
      run.seal();
      byte[] old = Files.readAllBytes(run.folder().resolve("checkpoints"));
      allow(run, 10);
      run.seal();
      run(0, "export", run.folder().toString(), "--tlog-tiles", "one");
      Files.write(run.folder().resolve("checkpoints"), old);
      assertThat(run(1, "export", run.folder().toString(), "--tlog-tiles", "one").err())
          .contains("the former export of size `21` is not the beginning of the log");
    }
  }

  @Test
  void anAlteredRecordOrHashIsNotExported() throws Exception {
    try (SealedLog.Run run = log.start()) {
      allow(run, 20);
      run.seal();
      Path hashes = run.folder().resolve("leaf-hashes");
      byte[] good = Files.readAllBytes(hashes);
      byte[] altered = good.clone();
      altered[5 * 32] ^= 1;
      Files.write(hashes, altered);
      run(1, "export", run.folder().toString(), "--tlog-tiles", "one");
      assertThat(work.resolve("one/checkpoint")).doesNotExist();
      Files.write(hashes, Arrays.copyOf(good, good.length - 32));
      run(1, "export", run.folder().toString(), "--tlog-tiles", "one");
      assertThat(work.resolve("one/checkpoint")).doesNotExist();
    }
  }

  @Test
  void theVerifierOfSigstoreAcceptsTheProofOfEveryLeafAndNoOther() throws Exception {
    int size = 71;
    try (SealedLog.Run run = log.start()) {
      allow(run, size - 1);
      run.seal();
      List<byte[]> records = records(run.folder(), size);
      for (int index = 0; index < size; index++) {
        run(0, "prove", "--leaf", run.name() + ":" + index, "-o", "p.tlog-proof");
        byte[] file = Files.readAllBytes(work.resolve("p.tlog-proof"));
        assertThat(new ProofCheck(SealedLog.genesis(), List.<NoteVerifier>of()).check(file).open())
            .isEmpty();
        TlogProof proof = TlogProof.parse(file);
        byte[] root = new ProofCheck(null, List.of()).check(file).checkpoint().root();
        byte[] leaf = PlainTileReader.sha256(new byte[] {0}, records.get(index));
        InclusionProofVerifier.verify(leaf, proof.index(), size, proof.hashes(), root);
        byte[] other = PlainTileReader.sha256(new byte[] {0}, records.get((index + 1) % size));
        assertThatThrownBy(
                () ->
                    InclusionProofVerifier.verify(other, proof.index(), size, proof.hashes(), root))
            .isInstanceOf(InclusionProofVerificationException.class);
      }
    }
  }
}
