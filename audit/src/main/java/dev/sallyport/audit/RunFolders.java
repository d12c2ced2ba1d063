package dev.sallyport.audit;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Finds the runs of applications on disk. Reads only. */
public final class RunFolders {
  private RunFolders() {}

  /**
   * The runs under {@code folder}, oldest first; or {@code folder} alone if it is one itself.
   *
   * @throws IOException with a one-line message if {@code folder} can't be listed
   */
  public static List<RunFolder> list(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      throw new NoSuchFileException("the folder `" + folder + "` does not exist");
    }
    RunFolder itself = RunFolder.of(folder.toAbsolutePath().normalize());
    if (itself != null && Files.isDirectory(folder)) {
      return List.of(new RunFolder(folder, itself.start(), itself.bootId()));
    }
    List<RunFolder> runs = new ArrayList<>();
    try (DirectoryStream<Path> children = Files.newDirectoryStream(folder)) {
      for (Path child : children) {
        RunFolder run = RunFolder.of(child);
        if (run != null && Files.isDirectory(child)) {
          runs.add(run);
        }
      }
    }
    Collections.sort(runs);
    return List.copyOf(runs);
  }

  /**
   * The runs under {@code folder} that can hold the decision {@code id}, oldest first: hardly ever
   * more than one.
   */
  public static List<RunFolder> resolve(Path folder, DecisionId id) throws IOException {
    List<RunFolder> found = new ArrayList<>();
    for (RunFolder run : list(folder)) {
      if (id.isOf(run.bootId())) {
        found.add(run);
      }
    }
    return List.copyOf(found);
  }
}
