package dev.sallyport.cli;

import dev.sallyport.audit.AuditEntry;
import dev.sallyport.audit.DecisionRecord;
import dev.sallyport.cli.search.FoundCall;
import dev.sallyport.cli.search.OpenRun;
import dev.sallyport.cli.search.OutcomeFacts;
import dev.sallyport.cli.search.RecordFetcher;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Prints the calls found in one run, each with its outcome in the next line. Not thread-safe. */
final class SearchOutput implements OpenRun.Visitor {
  /** Whether somebody still reads is asked now and then, because asking writes out. */
  private static final int LINES_PER_LOOK = 256;

  private final CommandContext context;
  private final SearchedLog log;
  private final LineFormat format;
  private final String run;
  private final RecordFetcher fetcher;
  private final boolean whole;
  private int lines;
  private int calls;
  private boolean over;

  SearchOutput(
      CommandContext context,
      SearchedLog log,
      LineFormat format,
      OpenRun run,
      RecordFetcher fetcher,
      boolean whole) {
    this.context = context;
    this.log = log;
    this.format = format;
    this.run = String.valueOf(run.run().path().getFileName());
    this.fetcher = fetcher;
    this.whole = whole;
  }

  /** How many calls were printed. */
  int calls() {
    return calls;
  }

  @Override
  public void call(FoundCall call) throws IOException {
    if (isOver()) {
      return;
    }
    calls++;
    DecisionRecord decision = fetcher.decision(call.place());
    print(format.decision(run, decision));
    OutcomeFacts outcome = call.outcome();
    if (outcome != null) {
      CallFacts facts = CallFacts.of(decision, true);
      print(format.outcome(run, fetcher.outcome(outcome.place()), facts));
    }
  }

  @Override
  public void event(AuditEntry.Event event) {
    // Of the last calls of a run only what follows the first of them matters.
    if (whole || calls > 0) {
      print(format.event(run, event.record()));
    }
  }

  @Override
  public void damage(AuditEntry.Damaged damage) {
    log.noteDamage();
    print(format.damaged(run, damage));
  }

  private void print(@Nullable String line) {
    context.out().println(line);
    if (++lines % LINES_PER_LOOK == 0) {
      over = context.out().checkError();
    }
  }

  @Override
  public boolean isOver() {
    return over || context.stopped();
  }
}
