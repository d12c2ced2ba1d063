package dev.sallyport.cli;

import dev.sallyport.engine.ParentDocuments;
import dev.sallyport.engine.ParentRefusedException;
import dev.sallyport.engine.PolicySource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The files that a policy extends, which lie in its folder or below. */
final class ExtendedFiles implements ParentDocuments {
  private final PolicyReader reader;
  private final Path folder;

  /** {@code folder}: absolute, where the policy lies. */
  ExtendedFiles(PolicyReader reader, Path folder) {
    this.reader = reader;
    this.folder = folder;
  }

  @Override
  public @Nullable PolicySource read(String fromFile, String path) throws ParentRefusedException {
    try {
      Path file = reader.path(fromFile).resolveSibling(path).normalize();
      if (!file.startsWith(folder)) {
        throw outside();
      }
      if (!Files.exists(file)) {
        return null;
      }
      // A link inside the folder may lead out of it.
      if (!file.toRealPath().startsWith(folder.toRealPath())) {
        throw outside();
      }
      return reader.file(file);
    } catch (InvalidPathException | IOException e) {
      throw new ParentRefusedException("which cannot be read: " + e.getMessage());
    }
  }

  private ParentRefusedException outside() {
    return new ParentRefusedException("wanted a file in `" + reader.shown(folder) + "` or below");
  }
}
