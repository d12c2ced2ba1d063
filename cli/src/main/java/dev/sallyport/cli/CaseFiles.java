package dev.sallyport.cli;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Where case files lie, and which policy belongs to one that names none. */
final class CaseFiles {
  static final String SUFFIX = ".cases.yaml";
  private static final String POLICY_FOLDER = "sallyport.d";

  private CaseFiles() {}

  /** The case files in {@code folder} and in its policy folder, sorted by name in each. */
  static List<Path> in(Path folder) throws IOException {
    List<Path> files = list(folder);
    Path policies = folder.resolve(POLICY_FOLDER);
    if (Files.isDirectory(policies)) {
      files.addAll(list(policies));
    }
    return files;
  }

  private static List<Path> list(Path folder) throws IOException {
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
      for (Path entry : entries) {
        files.add(entry);
      }
    }
    Collections.sort(files);
    return files;
  }

  /** Of {@code x.cases.yaml}, the {@code x.yaml} beside it. */
  static Path usualPolicy(Path file) throws IOException {
    String name = String.valueOf(file.getFileName());
    if (!name.endsWith(SUFFIX)) {
      throw new IOException(
          "`" + name + "`: got no `policy`, wanted one there, or --policy, or the name X" + SUFFIX);
    }
    String stem = name.substring(0, name.length() - SUFFIX.length());
    return file.resolveSibling(stem + ".yaml");
  }
}
