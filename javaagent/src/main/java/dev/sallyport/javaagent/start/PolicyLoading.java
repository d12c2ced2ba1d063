package dev.sallyport.javaagent.start;

import dev.sallyport.engine.EngineLimits;
import dev.sallyport.engine.ParentDocuments;
import dev.sallyport.engine.PolicyException;
import dev.sallyport.engine.PolicyParser;
import dev.sallyport.engine.PolicySet;
import dev.sallyport.engine.PolicySource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Parses the policy, the larger part of a start, on a second core. Before the sources are known it
 * sets up the parser.
 */
final class PolicyLoading extends Thread {
  private @Nullable List<PolicySource> sources;
  private EngineLimits limits = EngineLimits.DEFAULTS;
  private ParentDocuments parents = ParentDocuments.NONE;
  private @Nullable PolicySet policy;
  private @Nullable Throwable failure;

  PolicyLoading() {
    super(null, null, "sallyport-policy", 0, false);
    setDaemon(true);
  }

  @Override
  public void run() {
    try {
      PolicyParser.prepare();
      policy = PolicyParser.parse(awaitSources(), limits, parents);
    } catch (Throwable thrown) {
      failure = thrown;
    }
  }

  /** Hands over what to parse, within which limits, and where documents that others extend are. */
  synchronized void parse(List<PolicySource> read, EngineLimits within, ParentDocuments extended) {
    limits = within;
    parents = extended;
    sources = read;
    notifyAll();
  }

  private synchronized List<PolicySource> awaitSources() throws InterruptedException {
    while (sources == null) {
      wait();
    }
    return sources;
  }

  /**
   * The policy, once it is parsed.
   *
   * @throws PolicyException if it does not fully parse
   * @throws IllegalStateException if parsing failed in another way
   */
  PolicySet result() throws PolicyException, InterruptedException {
    join();
    if (failure instanceof PolicyException broken) {
      throw broken;
    }
    PolicySet parsed = policy;
    if (parsed == null) {
      throw new IllegalStateException("the policy could not be parsed: " + failure, failure);
    }
    return parsed;
  }
}
