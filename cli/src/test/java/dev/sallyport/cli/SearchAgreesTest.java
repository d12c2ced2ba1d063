package dev.sallyport.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the log and the options: the index, none, and decoding every record find the same. */
@Timeout(300)
class SearchAgreesTest {
  private static final int FILTERS = 12;
  private static final String[] GLOBS = {
    "*", "issue_*", "*_?efund", "", "only_here_1", "退?", "none"
  };
  private static final String[] TEXTS = {
    "NUMBER", "a-17", "straSSe", "kelvin", "x", "far END", "n4217", "nowhere", "ß", "", "cut from"
  };

  @TempDir Path work;

  private static Map<String, String> options(Random random) {
    Map<String, String> options = new LinkedHashMap<>();
    maybe(random, options, "--decision", "allow", "deny", "require_approval", "error");
    maybe(random, options, "--outcome", "returned", "threw", "never_returned", "none");
    maybe(random, options, "--tool", GLOBS);
    maybe(random, options, "--agent", "desk", "w*", "Zo?", "");
    maybe(random, options, "--rule", "*refunds", "r*", "");
    maybe(random, options, "--session", "s-0-17", "s-1-3", "s-2-399", "s-9-9", "");
    maybe(random, options, "--text", TEXTS);
    maybe(random, options, "-n", "0", "1", "7", "5000");
    if (random.nextInt(4) == 0) {
      options.put("--since", RandomLog.START.plusSeconds(random.nextInt(5_000)).toString());
    }
    if (random.nextInt(4) == 0) {
      options.put("--until", RandomLog.START.plusSeconds(random.nextInt(5_000)).toString());
    }
    if (random.nextInt(6) == 0) {
      options.put("--denied", "");
    }
    return options;
  }

  private static void maybe(
      Random random, Map<String, String> options, String name, String... values) {
    if (random.nextInt(5) == 0) {
      options.put(name, values[random.nextInt(values.length)]);
    }
  }

  private static String search(Path work, Map<String, String> options, String... more) {
    List<String> args = new ArrayList<>(List.of("search", "--json"));
    options.forEach((name, value) -> args.add(name.equals("--denied") ? name : name + "=" + value));
    args.addAll(List.of(more));
    Cli cli = new Cli(work);
    int exitCode = cli.run(args.toArray(new String[0]));
    assertThat(exitCode).as("%s %s", args, cli.err()).isLessThan(2);
    assertThat(exitCode == 1).as("%s", args).isEqualTo(cli.out().contains("\"kind\":\"damaged\""));
    return cli.out();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void indexAndNoneFindWhatDecodingEveryRecordFinds(long seed) throws Exception {
    Path root = work.resolve("sallyport-audit");
    RandomLog.write(root, seed, 2, 10_000, seed % 2 == 0);
    Random random = new Random(seed);
    for (int i = 0; i < FILTERS; i++) {
      Map<String, String> options = options(random);
      String expected = new PlainSearch(options).run(root);
      // The first search makes the index, the others use it.
      assertThat(search(work, options)).as("%d with index: %s", seed, options).isEqualTo(expected);
      if (i % 5 == 0) {
        assertThat(search(work, options, "--no-index"))
            .as("%d without index: %s", seed, options)
            .isEqualTo(expected);
      }
    }
    assertThat(root.resolve("index")).isDirectory();
  }

  @Test
  void whatIsAppendedToAnIndexedFileIsFound() throws Exception {
    Path whole = work.resolve("whole");
    RandomLog.write(whole, 77, 1, 14_000, false);
    Path run = onlyFolder(whole);
    Path root = work.resolve("sallyport-audit");
    Path growing = root.resolve(run.getFileName());
    Files.createDirectories(growing);
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> found = Files.newDirectoryStream(run, "*.cq4")) {
      found.forEach(files::add);
    }
    files.sort(null);
    Random random = new Random(5);
    for (Path file : files) {
      byte[] bytes = Files.readAllBytes(file);
      for (int part = 1; part <= 4; part++) {
        // Cut anywhere, also within a record: that is not yet written.
        int length = part == 4 ? bytes.length : bytes.length / 4 * part + random.nextInt(99);
        byte[] visible = withoutCutRecord(bytes, length);
        Files.write(growing.resolve(file.getFileName()), visible);
        for (int i = 0; i < 5; i++) {
          Map<String, String> options = options(random);
          String expected = new PlainSearch(options).run(root);
          assertThat(search(work, options)).as("%s", options).isEqualTo(expected);
        }
      }
    }
  }

  /** The file as it was when only {@code length} bytes were written, and zeros after them. */
  private static byte[] withoutCutRecord(byte[] bytes, int length) {
    int at = 0;
    while (at + 4 <= length) {
      int header =
          bytes[at] & 0xFF
              | (bytes[at + 1] & 0xFF) << 8
              | (bytes[at + 2] & 0xFF) << 16
              | (bytes[at + 3] & 0xFF) << 24;
      int next = at + 4 + (header & 0x3FFFFFFF) + 3 & ~3;
      if (header == 0xC0000000 || next > length) {
        break;
      }
      at = next;
    }
    byte[] visible = new byte[length + 1_000];
    System.arraycopy(bytes, 0, visible, 0, length == bytes.length ? length : at);
    return visible;
  }

  private static Path onlyFolder(Path root) throws Exception {
    try (DirectoryStream<Path> found = Files.newDirectoryStream(root)) {
      return found.iterator().next();
    }
  }

  @Test
  void whatARunningApplicationHasWrittenIsFound() throws Exception {
    Path root = work.resolve("sallyport-audit");
    Map<String, String> options = Map.of("--tool", "t*7");
    try (TestLog log = TestLog.start(root, 0)) {
      Thread writer =
          new Thread(
              () -> {
                for (int i = 0; i < 30_000; i++) {
                  log.deny("desk", "t" + i % 50, "r");
                }
              });
      writer.start();
      try {
        while (writer.isAlive()) {
          String before = new PlainSearch(options).run(root);
          String found = search(work, options);
          String after = new PlainSearch(options).run(root);
          assertThat(found).startsWith(before);
          assertThat(after).startsWith(found);
        }
      } finally {
        writer.join();
      }
      assertThat(search(work, options)).isEqualTo(new PlainSearch(options).run(root));
    }
  }
}
