package dev.sallyport.javaagent.start;

import dev.sallyport.config.PolicyLocation;
import dev.sallyport.engine.PolicySource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What was where the policy is, at one moment. Immutable.
 *
 * @param sources the files of the policy
 * @param extended what was read of the files that they extend
 */
record PolicySnapshot(
    PolicyLocation location, List<PolicySource> sources, List<ExtendedDocument> extended) {

  /**
   * Reads the policy as it is now.
   *
   * @param asked the extended documents to look at; only their names count
   */
  static PolicySnapshot read(PolicyFiles files, List<ExtendedDocument> asked) throws IOException {
    List<PolicySource> sources = files.read();
    List<ExtendedDocument> extended = new ArrayList<>(asked.size());
    for (ExtendedDocument document : asked) {
      extended.add(files.extended(document.from(), document.path()));
    }
    return new PolicySnapshot(files.location(), sources, extended);
  }

  /** Whether all that {@code other} has is here too, byte for byte, and no further file. */
  boolean covers(PolicySnapshot other) {
    if (sources.size() != other.sources.size()) {
      return false;
    }
    for (int i = 0; i < sources.size(); i++) {
      if (!ExtendedDocument.same(sources.get(i), other.sources.get(i))) {
        return false;
      }
    }
    for (ExtendedDocument theirs : other.extended) {
      ExtendedDocument mine = ExtendedDocuments.find(extended, theirs.from(), theirs.path());
      if (mine == null || !mine.sameAs(theirs)) {
        return false;
      }
    }
    return true;
  }
}
