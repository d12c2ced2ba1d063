package dev.sallyport.cli.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.audit.RunFolder;
import dev.sallyport.audit.RunFolders;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is read from a run, in which order, and what is said about damage. */
@Timeout(60)
class RunExportTest {
  @TempDir Path root;
  private final List<String> said = new ArrayList<>();
  private ExportProblems problems = new ExportProblems(said::add);

  @Test
  void sendsTheRecordsAsTheyAreInTheOrderOfTheirIndex() throws Exception {
    try (SealedLog log = SealedLog.start(root, 0)) {
      log.decisions(2_500);
      List<ExportItem> items = read(RunPosition.START);
      List<byte[]> values =
          items.stream().filter(i -> i.record() != null).map(ExportItem::value).toList();
      assertThat(values).usingElementComparator(Arrays::compare).isEqualTo(log.leaves());
      assertThat(said).isEmpty();
    }
  }

  @Test
  void beginsWithTheKeysAndSendsACheckpointAfterWhatItCovers() throws Exception {
    try (SealedLog log = SealedLog.start(root, 0)) {
      log.decisions(2);
      log.checkpoint();
      log.decisions(1);
      log.checkpoint();
      log.shutdown();
      assertThat(read(RunPosition.START).stream().map(ExportItem::kind))
          .containsExactly(
              "note/epoch",
              "boot",
              "decision",
              "decision",
              "note/checkpoint",
              "decision",
              "note/checkpoint",
              "shutdown",
              "note/checkpoint",
              "note/closed");
    }
  }

  @Test
  void namesEachMessageTheSameWayEachTime() throws Exception {
    try (SealedLog log = SealedLog.start(root, 0)) {
      log.decisions(1);
      log.checkpoint();
      log.append("cosignatures", log.sign(log.checkpoint().text()));
      List<String> keys = read(RunPosition.START).stream().map(ExportItem::key).toList();
      int second = Files.readAllBytes(log.folder().resolve("checkpoints")).length / 2;
      assertThat(keys)
          .containsExactly(
              log.origin() + "/epoch",
              log.origin() + "#0",
              log.origin() + "#1",
              log.origin() + "/checkpoints#0",
              log.origin() + "/checkpoints#" + second,
              log.origin() + "/cosignatures#0");
      assertThat(read(RunPosition.START).stream().map(ExportItem::key)).isEqualTo(keys);
    }
  }

  @Test
  void goesOnAfterEachPlaceWithExactlyWhatFollows() throws Exception {
    try (SealedLog log = SealedLog.start(root, 0)) {
      log.decisions(3);
      log.checkpoint();
      log.decisions(2);
      log.shutdown();
      List<ExportItem> all = read(RunPosition.START);
      for (int i = 0; i < all.size(); i++) {
        RunPosition place = RunPosition.parse(all.get(i).after().text());
        assertThat(read(place).stream().map(ExportItem::key))
            .isEqualTo(all.subList(i + 1, all.size()).stream().map(ExportItem::key).toList());
      }
      assertThat(said).isEmpty();
    }
  }

  @Test
  void followsWhatIsAdded() throws Exception {
    try (SealedLog log = SealedLog.start(root, 0);
        RunExport export = new RunExport(run(), RunPosition.START, problems)) {
      assertThat(fill(export)).containsExactly("note/epoch", "boot");
      log.decisions(1);
      assertThat(fill(export)).containsExactly("decision");
      assertThat(fill(export)).isEmpty();
      log.checkpoint();
      assertThat(fill(export)).as("may lack a signature yet").isEmpty();
      assertThat(fill(export)).containsExactly("note/checkpoint");
    }
  }

  @Test
  void waitsForTheRestOfANoteThatIsBeingWritten() throws Exception {
    try (SealedLog log = SealedLog.start(root, 0);
        RunExport export = new RunExport(run(), RunPosition.START, problems)) {
      log.checkpoint();
      byte[] note = Files.readAllBytes(log.folder().resolve("checkpoints"));
      Files.write(log.folder().resolve("checkpoints"), Arrays.copyOf(note, note.length - 9));
      for (int i = 0; i < 3; i++) {
        assertThat(fill(export)).doesNotContain("note/checkpoint");
      }
      Files.write(log.folder().resolve("checkpoints"), note);
      fill(export);
      fill(export);
      assertThat(said).isEmpty();
      assertThat(read(RunPosition.START).stream().map(ExportItem::kind))
          .contains("note/checkpoint");
    }
  }

  @Test
  void reportsADestroyedRecordAndSendsTheRest() throws Exception {
    try (SealedLog log = SealedLog.start(root, 0)) {
      log.decisions(10);
      RunPosition fifth = read(RunPosition.START).get(5).after();
      overwrite(log, fifth.offset() + 60, 4);
      List<ExportItem> items = read(RunPosition.START);
      assertThat(leafIndexes(items)).containsExactly(0L, 1L, 2L, 3L, 5L, 6L, 7L, 8L, 9L, 10L);
      assertThat(said).hasSize(1).first().asString().contains("is damaged").contains(log.name());
      assertThat(items.get(items.size() - 1).after().skipped()).isEqualTo(1);
      assertThat(problems.isDamaged()).isTrue();
    }
  }

  @Test
  void noticesThatTheLastRecordExportedIsAnotherOneNow() throws Exception {
    try (SealedLog log = SealedLog.start(root, 0)) {
      log.decisions(10);
      RunPosition place = last(read(RunPosition.START)).after();
      RunPosition forged =
          place.afterLeaf(place.nextLeaf() - 1, place.file(), place.offset(), "00".repeat(32));
      log.decisions(1);
      assertThat(leafIndexes(read(forged))).containsExactly(11L);
      assertThat(said).hasSize(1).first().asString().contains("record `10` is not the one");
    }
  }

  @Test
  void noticesThatTheLogEndsBeforeWhatWasExported() throws Exception {
    Path earlier = root.resolve("earlier");
    RunPosition ahead;
    try (SealedLog log = SealedLog.start(earlier, 0)) {
      log.decisions(5_000);
      ahead = last(read(earlier, RunPosition.START)).after();
    }
    try (SealedLog log = SealedLog.start(root, 0)) {
      log.decisions(3);
      assertThat(read(ahead)).isEmpty();
      assertThat(said).hasSize(1).first().asString().contains("record `5000` was exported");
    }
  }

  @Test
  void goesOnQuietlyWhenFilesThatWereExportedAreGone() throws Exception {
    try (SealedLog log = SealedLog.start(root, 0)) {
      log.decisions(5);
      RunPosition last = last(read(RunPosition.START)).after();
      RunPosition elsewhere =
          last.afterLeaf(last.nextLeaf() - 1, "20200101F.cq4", 400, last.leafHash());
      log.decisions(2);
      assertThat(leafIndexes(read(elsewhere))).containsExactly(6L, 7L);
      assertThat(said).isEmpty();
    }
  }

  @Test
  void reportsRecordsThatWereDeletedBeforeTheyWereSent() throws Exception {
    try (SealedLog log = SealedLog.start(root, 0)) {
      log.decisions(20);
      log.checkpoint();
    }
    Path run = run().path();
    for (Path file : storeFiles(run)) {
      Files.delete(file);
    }
    assertThat(read(RunPosition.START).stream().map(ExportItem::kind))
        .containsExactly("note/epoch", "note/checkpoint");
    assertThat(said).hasSize(1).first().asString().contains("a checkpoint of `21` records");
  }

  @Test
  void saysNothingAboutAPrunedRunThatWasSentAsAWhole() throws Exception {
    try (SealedLog log = SealedLog.start(root, 0)) {
      log.decisions(20);
      log.shutdown();
    }
    RunPosition done = last(read(RunPosition.START)).after();
    for (Path file : storeFiles(run().path())) {
      Files.delete(file);
    }
    assertThat(read(done)).isEmpty();
    assertThat(said).isEmpty();
  }

  @Test
  void reportsACheckpointOfMoreRecordsThanThereAre() throws Exception {
    try (SealedLog log = SealedLog.start(root, 0)) {
      log.decisions(1);
      log.append("checkpoints", log.sign(log.origin() + "\n9\n" + "A".repeat(43) + "=\n"));
      assertThat(read(RunPosition.START).stream().map(ExportItem::kind))
          .containsExactly("note/epoch", "boot", "decision", "note/checkpoint");
      assertThat(said).hasSize(1).first().asString().contains("a checkpoint of `9` records");
    }
  }

  @Test
  void reportsAFileOfNotesThatHoldsSomethingElse() throws Exception {
    try (SealedLog log = SealedLog.start(root, 0)) {
      log.checkpoint();
      log.append(
          "checkpoints", "no note\n\n— no signature\nand more\n".getBytes(StandardCharsets.UTF_8));
      read(RunPosition.START);
      assertThat(said).hasSize(1).first().asString().contains("its file `checkpoints`");
    }
  }

  @Test
  void callsARunWithoutAnOriginByTheNameOfItsFolder() throws Exception {
    try (SealedLog log = SealedLog.start(root, 0)) {
      RunNotes notes = new RunNotes(log.folder(), log.name(), RunPosition.START, problems);
      assertThat(notes.origin("told/by/record")).isEqualTo("told/by/record");
      assertThat(notes.origin(null)).isEqualTo(log.origin());
      assertThat(notes.origin("with space\n")).isEqualTo(log.name());
      Files.delete(log.folder().resolve("epoch"));
      assertThat(notes.origin(null)).isEqualTo(log.name());
    }
  }

  private RunFolder run() throws IOException {
    return run(root);
  }

  private static RunFolder run(Path folder) throws IOException {
    return RunFolders.list(folder).get(0);
  }

  private List<ExportItem> read(RunPosition from) throws IOException {
    return read(root, from);
  }

  private List<ExportItem> read(Path folder, RunPosition from) throws IOException {
    List<ExportItem> items = new ArrayList<>();
    try (RunExport export = new RunExport(run(folder), from, problems)) {
      boolean more = true;
      while (more) {
        ItemBatch batch = new ItemBatch();
        more = export.fill(batch, false);
        items.addAll(batch.items());
      }
    }
    return items;
  }

  private static List<String> fill(RunExport export) throws IOException {
    ItemBatch batch = new ItemBatch();
    export.fill(batch, true);
    return batch.items().stream().map(ExportItem::kind).toList();
  }

  private static List<Long> leafIndexes(List<ExportItem> items) {
    return items.stream()
        .filter(item -> item.record() != null)
        .map(item -> item.record().leafIndex())
        .toList();
  }

  private static ExportItem last(List<ExportItem> items) {
    return items.get(items.size() - 1);
  }

  private static List<Path> storeFiles(Path run) throws IOException {
    try (var files = Files.list(run)) {
      return files.filter(file -> file.toString().endsWith(".cq4")).toList();
    }
  }

  private static void overwrite(SealedLog log, long offset, int count) throws IOException {
    Path file = storeFiles(log.folder()).get(0);
    try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
      out.seek(offset);
      out.write(new byte[] {99, 99, 99, 99}, 0, count);
    }
  }
}
