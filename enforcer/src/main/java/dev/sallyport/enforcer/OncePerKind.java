package dev.sallyport.enforcer;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Passes on one line of each kind a minute, so that a full disk does not flood the console. The
 * kind is what stands before the first colon or bracket.
 */
final class OncePerKind implements ErrorReporter {
  private static final long INTERVAL_NANOS = TimeUnit.MINUTES.toNanos(1);

  private final ErrorReporter target;
  private final ConcurrentHashMap<String, Long> lastNanos = new ConcurrentHashMap<>();

  OncePerKind(ErrorReporter target) {
    this.target = target;
  }

  @Override
  public void report(String line) {
    String kind = kindOf(line);
    long now = System.nanoTime();
    Long last = lastNanos.get(kind);
    if (last == null || now - last >= INTERVAL_NANOS) {
      lastNanos.put(kind, now);
      target.report(line);
    }
  }

  private static String kindOf(String line) {
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == ':' || c == '(') {
        return line.substring(0, i);
      }
    }
    return line;
  }
}
