package dev.sallyport.javaagent.start;

import dev.sallyport.engine.PolicySource;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What one file of a policy found as another that it extends.
 *
 * @param from the name of the file that extends
 * @param path what stands in its {@code extends}
 * @param source null if there is no such file, or it may not be read
 * @param problem why it may not be read, else null
 */
record ExtendedDocument(
    String from, String path, @Nullable PolicySource source, @Nullable String problem) {

  /** Whether the same was found, byte for byte. */
  boolean sameAs(ExtendedDocument other) {
    if (source == null || other.source == null) {
      return source == other.source
          && String.valueOf(problem).equals(String.valueOf(other.problem));
    }
    return same(source, other.source);
  }

  static boolean same(PolicySource one, PolicySource other) {
    return one.name().equals(other.name()) && Arrays.equals(one.content(), other.content());
  }
}
