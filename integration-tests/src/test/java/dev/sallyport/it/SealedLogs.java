package dev.sallyport.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Verifies and exports logs as a user does: with the jar's own commands, in JVMs of their own. */
final class SealedLogs {
  private static final Duration LIMIT = Duration.ofMinutes(3);

  private SealedLogs() {}

  /** Runs {@code verify} with the key that the log began with. */
  static FinishedJvm verify(Jdk jdk, Path log, String... options) {
    List<String> arguments = new ArrayList<>(List.of("verify", log.toString()));
    arguments.addAll(List.of("--key", log.resolve("log.vkey").toString()));
    arguments.addAll(List.of(options));
    return command(jdk, arguments);
  }

  private static FinishedJvm command(Jdk jdk, List<String> arguments) {
    return SpawnedJvm.on(jdk, Path.of("target", "it").toAbsolutePath())
        .frugal()
        .jar(SallyportJar.path(), arguments.toArray(new String[0]))
        .run(LIMIT);
  }

  /** Whether the run got as far as a checkpoint of its own. */
  static boolean hasCheckpoint(Path run) {
    return run.resolve("checkpoints").toFile().length() > 0;
  }

  /** Exports one run as tiles and has them checked by {@link TilesCheck}; returns its entries. */
  static List<byte[]> exported(Jdk jdk, Path run) {
    Path tiles = FixtureRun.freshFolder("tiles-" + run.getFileName());
    command(jdk, List.of("export", run.toString(), "--tlog-tiles", tiles.toString())).succeeded();
    return TilesCheck.entries(checkpointFolder(tiles), runKey(run));
  }

  private static Path checkpointFolder(Path tiles) {
    try (Stream<Path> files = Files.walk(tiles)) {
      return files.filter(folder -> Files.exists(folder.resolve("checkpoint"))).toList().get(0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The key in the run's certificate. */
  private static String runKey(Path run) {
    try {
      return Files.readAllLines(run.resolve("epoch")).get(3);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The folders of the runs in {@code log}, oldest first. */
  static List<Path> runs(Path log) {
    try (Stream<Path> folders = Files.list(log)) {
      return folders.filter(folder -> Files.exists(folder.resolve("epoch"))).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A copy of {@code folder} that a test may spoil. */
  static Path copy(Path folder, String name) {
    Path target = FixtureRun.freshFolder(name).resolve(folder.getFileName());
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.sorted().toList()) {
        Files.copy(path, target.resolve(folder.relativize(path).toString()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return target;
  }

  /** Overwrites the byte at {@code offset} of {@code file}. */
  static void overwrite(Path file, int offset, int value) {
    try {
      byte[] bytes = Files.readAllBytes(file);
      assertThat(bytes[offset]).isNotEqualTo((byte) value);
      bytes[offset] = (byte) value;
      Files.write(file, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
