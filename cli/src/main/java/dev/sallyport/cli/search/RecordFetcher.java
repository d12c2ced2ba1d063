package dev.sallyport.cli.search;

import dev.sallyport.audit.AuditEntry;
import dev.sallyport.audit.DecisionRecord;
import dev.sallyport.audit.LogTail;
import dev.sallyport.audit.OutcomeRecord;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Decodes records of one run that were found before. Not thread-safe. */
public final class RecordFetcher implements Closeable {
  private final LogTail decisions;
  private final LogTail outcomes;

  /** For the run in {@code folder}. */
  public RecordFetcher(Path folder) {
    decisions = LogTail.fromStart(folder);
    // One of its own: it stands further on, and what is read ahead is used again.
    outcomes = LogTail.fromStart(folder);
  }

  /**
   * The decision at {@code place}.
   *
   * @throws IOException if it is not there any more
   */
  public DecisionRecord decision(Place place) throws IOException {
    if (at(decisions, place) instanceof AuditEntry.Decision decision) {
      return decision.record();
    }
    throw gone(place);
  }

  /** The outcome at {@code place}; as {@link #decision}. */
  public OutcomeRecord outcome(Place place) throws IOException {
    if (at(outcomes, place) instanceof AuditEntry.Outcome outcome) {
      return outcome.record();
    }
    throw gone(place);
  }

  private static @Nullable AuditEntry at(LogTail tail, Place place) throws IOException {
    tail.seek(place.file(), place.offset(), place.leaf());
    return tail.next();
  }

  private static IOException gone(Place place) {
    return new IOException(
        "record `" + place.leaf() + "` in `" + place.file() + "` changed while it was read");
  }

  @Override
  public void close() throws IOException {
    decisions.close();
    outcomes.close();
  }
}
