package dev.sallyport.audit.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Checks all runs of a log and how they are chained, without the code that is tested. */
final class PlainLog {
  /** Looks at a run that was checked. */
  interface Visitor {
    void visit(PlainRun run) throws IOException;
  }

  private final Path root;
  private final Map<Long, Set<String>> epochKeys = new HashMap<>();

  private PlainLog(Path root) {
    this.root = root;
  }

  /** Checks the log under {@code root}, all of whose runs are over. */
  static void check(Path root, Visitor visitor) throws IOException, GeneralSecurityException {
    new PlainLog(root).check(visitor);
  }

  private void check(Visitor visitor) throws IOException, GeneralSecurityException {
    epochKeys.put(0L, Set.of(Files.readString(root.resolve("log.vkey")).strip()));
    Set<Long> numbers = new HashSet<>();
    for (Path folder : folders()) {
      PlainRun run = PlainRun.check(folder);
      checkEpoch(run);
      if (!run.leaves.isEmpty()) {
        assertThat(numbers.add(run.number())).as("one run of epoch " + run.number()).isTrue();
        checkEnd(run);
      }
      visitor.visit(run);
    }
    // A run that was killed before its first record may have used up its number.
    assertThat(epochKeys).hasSize((int) (long) Collections.max(numbers) + 2);
  }

  /** Folders with an epoch, in its order; one that was killed before it has none and no record. */
  private List<Path> folders() throws IOException {
    List<Path> folders = new ArrayList<>();
    try (Stream<Path> children = Files.list(root)) {
      for (Path folder : children.filter(Files::isDirectory).toList()) {
        if (Files.exists(folder.resolve("epoch"))) {
          folders.add(folder);
        } else {
          assertThat(PlainStore.read(folder)).as("records in " + folder).isEmpty();
        }
      }
    }
    Map<Path, Long> numbers = new HashMap<>();
    for (Path folder : folders) {
      numbers.put(folder, Long.parseLong(PlainNote.read(folder.resolve("epoch")).line(1)));
    }
    folders.sort(Comparator.comparing(numbers::get));
    return folders;
  }

  /** A void run may have the number and the key of the next one; its own next key may be used. */
  private void checkEpoch(PlainRun run) throws GeneralSecurityException {
    boolean signed = false;
    for (String key : epochKeys.getOrDefault(run.number(), Set.of())) {
      signed |= run.epoch.isSignedBy(key);
    }
    assertThat(signed).as("epoch " + run.number() + " is certified").isTrue();
    assertThat(run.epoch.line(2)).isEqualTo(run.name());
    epochKeys.computeIfAbsent(run.number() + 1, n -> new HashSet<>()).add(run.epoch.line(4));
  }

  private void checkEnd(PlainRun run) throws IOException, GeneralSecurityException {
    if (Files.exists(run.folder.resolve("closed"))) {
      run.checkEnd("closed", run);
      return;
    }
    PlainNote note = PlainNote.read(run.folder.resolve("recovered"));
    String by = note.text().substring(note.text().lastIndexOf("\nby ") + 4).strip();
    run.checkEnd("recovered", PlainRun.check(root.resolve(by)));
  }
}
