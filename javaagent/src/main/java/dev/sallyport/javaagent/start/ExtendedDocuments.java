package dev.sallyport.javaagent.start;

import dev.sallyport.engine.ParentDocuments;
import dev.sallyport.engine.ParentRefusedException;
import dev.sallyport.engine.PolicySource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The documents that others extend, for one reading of a policy: those that were read with it, and
 * further ones from disk. Keeps what it gave. Not thread-safe.
 */
final class ExtendedDocuments implements ParentDocuments {
  private final PolicyFiles files;
  private final List<ExtendedDocument> known;
  private final List<ExtendedDocument> given = new ArrayList<>();
  private boolean readMore;

  ExtendedDocuments(PolicyFiles files, List<ExtendedDocument> known) {
    this.files = files;
    this.known = known;
  }

  @Override
  public @Nullable PolicySource read(String fromFile, String path) throws ParentRefusedException {
    ExtendedDocument found = find(known, fromFile, path);
    if (found == null) {
      found = files.extended(fromFile, path);
      readMore = true;
    }
    given.add(found);
    String problem = found.problem();
    if (problem != null) {
      throw new ParentRefusedException(problem);
    }
    return found.source();
  }

  /** The one that {@code from} extends as {@code path}; null if it is not among them. */
  static @Nullable ExtendedDocument find(
      List<ExtendedDocument> documents, String from, String path) {
    for (ExtendedDocument document : documents) {
      if (document.from().equals(from) && document.path().equals(path)) {
        return document;
      }
    }
    return null;
  }

  /** What was asked for so far. */
  List<ExtendedDocument> given() {
    return List.copyOf(given);
  }

  /** Whether any of it was not known before. */
  boolean readMore() {
    return readMore;
  }
}
