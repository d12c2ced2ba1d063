package dev.sallyport.engine;

import org.jspecify.annotations.Nullable;

/**
 * Finds the documents that others extend; the engine itself reads no files. Implementations keep to
 * the policy's own folder.
 */
public interface ParentDocuments {
  /** Refuses every {@code extends}. */
  ParentDocuments NONE =
      new ParentDocuments() {
        @Override
        public @Nullable PolicySource read(String fromFile, String path)
            throws ParentRefusedException {
          throw new ParentRefusedException("wanted no `extends`: no other document can be read");
        }
      };

  /**
   * Reads a document.
   *
   * @param fromFile the name of the source that has the path in its {@code extends}
   * @param path as it is written there: relative, with {@code /} between names, perhaps with {@code
   *     ..}
   * @return the document, under the same name however it is reached; null if there is none
   * @throws ParentRefusedException if the path leads out of the policy's folder, or what is there
   *     cannot be read
   */
  @Nullable PolicySource read(String fromFile, String path) throws ParentRefusedException;
}
