package dev.sallyport.javaagent.start;

import dev.sallyport.config.PolicyLocation;
import dev.sallyport.engine.PolicySource;
import java.util.Arrays;
import java.util.List;

/** What was where the policy is, at one moment. Immutable. */
record PolicySnapshot(PolicyLocation location, List<PolicySource> sources) {
  /** Whether the files have the same names and the same content, byte for byte. */
  boolean sameAs(PolicySnapshot other) {
    if (sources.size() != other.sources.size()) {
      return false;
    }
    for (int i = 0; i < sources.size(); i++) {
      PolicySource mine = sources.get(i);
      PolicySource theirs = other.sources.get(i);
      if (!mine.name().equals(theirs.name()) || !Arrays.equals(mine.content(), theirs.content())) {
        return false;
      }
    }
    return true;
  }
}
