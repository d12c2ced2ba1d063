package dev.sallyport.enforcer;

import java.util.concurrent.ConcurrentHashMap;

/** Passes on the first line of each kind, so that a full disk does not flood the console. */
final class OncePerKind implements ErrorReporter {
  private static final int KINDS = 32;

  private final ErrorReporter target;
  private final ConcurrentHashMap<String, Boolean> seen = new ConcurrentHashMap<>();

  OncePerKind(ErrorReporter target) {
    this.target = target;
  }

  @Override
  public void report(String line) {
    int colon = line.indexOf(" (");
    String kind = colon < 0 ? line : line.substring(0, colon);
    if (seen.size() < KINDS && seen.putIfAbsent(kind, Boolean.TRUE) == null) {
      target.report(line);
    }
  }
}
