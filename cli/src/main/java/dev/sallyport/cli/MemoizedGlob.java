package dev.sallyport.cli;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A pattern for names that remembers which fitted: logs repeat few names. Remembers a bounded
 * number. Not thread-safe.
 */
final class MemoizedGlob {
  private static final int MAX_NAMES = 10_000;

  private final NameGlob glob;
  private final Map<String, Boolean> answers = new HashMap<>();

  MemoizedGlob(NameGlob glob) {
    this.glob = glob;
  }

  /** Whether the name fits, as {@link RecordFilter#fits} says. */
  boolean fits(@Nullable String name) {
    String key = name == null ? "" : name;
    Boolean known = answers.get(key);
    if (known != null) {
      return known;
    }
    boolean fits = RecordFilter.fits(glob, name);
    if (answers.size() < MAX_NAMES) {
      answers.put(key, fits);
    }
    return fits;
  }

  static boolean fits(@Nullable MemoizedGlob glob, @Nullable String name) {
    return glob == null || glob.fits(name);
  }
}
