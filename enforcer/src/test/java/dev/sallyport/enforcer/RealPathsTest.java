package dev.sallyport.enforcer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real folders and links; the system itself says where a path leads. */
class RealPathsTest {
  @TempDir Path given;
  private Path root = Path.of("");

  @BeforeEach
  void resolve() throws IOException {
    root = given.toRealPath();
  }

  @Test
  void goesUpFromALinksTargetAndNotFromItsName() throws Exception {
    Files.createDirectories(root.resolve("outside/deep"));
    Files.createDirectories(root.resolve("box"));
    Files.createSymbolicLink(root.resolve("box/link"), root.resolve("outside/deep"));

    assertThat(RealPaths.follow(root.resolve("box/link/../secret")))
        .isEqualTo(root.resolve("outside/secret"));
  }

  @Test
  void followsALinkToWhatDoesNotExistYet() throws Exception {
    Files.createDirectories(root.resolve("box"));
    Path link = root.resolve("box/link");
    Files.createSymbolicLink(link, Path.of("../outside"));

    assertThat(RealPaths.follow(link)).isEqualTo(root.resolve("outside"));
    assertThat(RealPaths.place(link)).isEqualTo(link);
  }

  @Test
  void givesUpOnLinksInACircle() throws Exception {
    Files.createSymbolicLink(root.resolve("a"), root.resolve("b"));
    Files.createSymbolicLink(root.resolve("b"), root.resolve("a"));

    assertThatThrownBy(() -> RealPaths.follow(root.resolve("a/x")))
        .isInstanceOf(FileSystemLoopException.class);
  }

  @Test
  void agreesWithTheSystemOnPathsOfAllShapes() throws Exception {
    for (int seed = 0; seed < 40; seed++) {
      Random random = new Random(seed);
      Path tree = Files.createDirectory(root.resolve("tree" + seed));
      List<Path> folders = grow(tree, random);
      int existing = 0;
      for (int i = 0; i < 100; i++) {
        Path path = randomPath(tree, folders, random);
        if (Files.exists(path)) {
          existing++;
          assertThat(RealPaths.follow(path)).as("%d %s", seed, path).isEqualTo(path.toRealPath());
        } else {
          createsWhereItSays(path);
        }
      }
      assertThat(existing).isPositive();
    }
  }

  private static List<Path> grow(Path tree, Random random) throws IOException {
    List<Path> folders = new ArrayList<>(List.of(tree));
    for (int i = 0; i < 12; i++) {
      Path at = folders.get(random.nextInt(folders.size())).resolve(name(random));
      try {
        switch (random.nextInt(4)) {
          case 0 -> Files.createFile(at);
          case 1 -> Files.createSymbolicLink(at, target(folders, random));
          default -> folders.add(Files.createDirectory(at));
        }
      } catch (FileAlreadyExistsException e) {
        continue; // another name is as good
      }
    }
    return folders;
  }

  private static Path target(List<Path> folders, Random random) {
    Path folder = folders.get(random.nextInt(folders.size()));
    return switch (random.nextInt(4)) {
      case 0 -> folder;
      case 1 -> folder.resolve(name(random));
      case 2 -> Path.of("..", name(random));
      default -> Path.of(name(random), "..", name(random));
    };
  }

  private static String name(Random random) {
    return String.valueOf((char) ('a' + random.nextInt(5)));
  }

  private static Path randomPath(Path tree, List<Path> folders, Random random) {
    Path path = folders.get(random.nextInt(folders.size()));
    for (int i = random.nextInt(4); i >= 0; i--) {
      String name = random.nextInt(4) == 0 ? ".." : name(random);
      path = path.resolve(name);
    }
    return path.startsWith(tree) ? path : tree;
  }

  /** What can be created at a path appears where the path was said to lead. */
  private static void createsWhereItSays(Path path) throws IOException {
    Path said;
    try {
      said = RealPaths.follow(path);
    } catch (FileSystemLoopException e) {
      return;
    }
    try {
      Files.writeString(path, "x");
    } catch (IOException notPossible) {
      return;
    }
    assertThat(said).as(path.toString()).isRegularFile().isEqualTo(path.toRealPath());
    Files.delete(said);
  }
}
