package dev.sallyport.cli;

import dev.sallyport.config.PolicyFolder;
import dev.sallyport.engine.ParentDocuments;
import dev.sallyport.engine.ParentRefusedException;
import dev.sallyport.engine.PolicySource;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The files that a policy extends, under the names that the user knows them by. */
final class ExtendedFiles implements ParentDocuments {
  private final PolicyReader reader;
  private final PolicyFolder folder;

  /** {@code root}: the folder in which the whole policy lies. */
  ExtendedFiles(PolicyReader reader, Path root) {
    this.reader = reader;
    this.folder = reader.folder(root);
  }

  @Override
  public @Nullable PolicySource read(String fromFile, String path) throws ParentRefusedException {
    try {
      Path file = folder.parent(reader.path(fromFile), path);
      return file == null ? null : reader.file(file);
    } catch (IOException e) {
      throw new ParentRefusedException(String.valueOf(e.getMessage()));
    }
  }
}
