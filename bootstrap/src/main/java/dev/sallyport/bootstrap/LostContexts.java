package dev.sallyport.bootstrap;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Iterator;
import java.util.Locale;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds out on whose behalf a connection is made on a thread that does not know: the host that it
 * leads to was asked for by a governed request a moment ago. A client that loses its context is
 * thereby judged all the same. Thread-safe, bounded.
 */
final class LostContexts {
  private static final long KEPT_NANOS = 10_000_000_000L;
  private static final int MOST = 1024;
  private static final ConcurrentHashMap<String, Expected> EXPECTED = new ConcurrentHashMap<>();

  private LostContexts() {}

  private static final class Expected {
    final CallContext context;
    final long since;

    Expected(CallContext context, long since) {
      this.context = context;
      this.since = since;
    }
  }

  /** Expects a connection for the request in {@code context}, which was permitted. */
  static void expect(CallContext context) {
    HttpExchange request = context.request();
    String host = request == null ? null : request.host();
    if (host == null) {
      return;
    }
    long now = System.nanoTime();
    if (EXPECTED.size() >= MOST) {
      dropOld(now);
    }
    if (EXPECTED.size() < MOST) {
      EXPECTED.put(key(host), new Expected(context, now));
    }
  }

  /** Expects none any more: the connection is made by a thread that knows on whose behalf. */
  static void arrived(@Nullable SocketAddress address) {
    if (address instanceof InetSocketAddress && !EXPECTED.isEmpty()) {
      EXPECTED.remove(key(((InetSocketAddress) address).getHostString()));
    }
  }

  private static void dropOld(long now) {
    // No lambda: linking one here would run on the application's thread, inside the JDK.
    for (Iterator<Expected> all = EXPECTED.values().iterator(); all.hasNext(); ) {
      if (now - all.next().since > KEPT_NANOS) {
        all.remove();
      }
    }
  }

  /** The context of the request for the host of {@code address}; null if there is none. */
  static @Nullable CallContext find(@Nullable SocketAddress address) {
    if (!(address instanceof InetSocketAddress) || EXPECTED.isEmpty()) {
      return null;
    }
    String host = key(((InetSocketAddress) address).getHostString());
    Expected expected = EXPECTED.get(host);
    if (expected == null) {
      return null;
    }
    if (System.nanoTime() - expected.since > KEPT_NANOS) {
      EXPECTED.remove(host, expected);
      return null;
    }
    return expected.context;
  }

  private static String key(String host) {
    return HttpGate.bare(host).toLowerCase(Locale.ROOT);
  }
}
