package dev.sallyport.bootstrap;

import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * What the JDK's own methods call before they do what a box may forbid. Thread-safe. A thread that
 * acts for no tool call is not asked about. Whatever goes wrong refuses.
 */
public final class SinkGate {
  private SinkGate() {}

  /**
   * Before something that throws unchecked exceptions only.
   *
   * @throws ToolConfined if it must not be done
   */
  public static void check(Sink sink, @Nullable Object subject) {
    String refusal = refusal(sink, subject);
    if (refusal != null) {
      throw new ToolConfined(refusal);
    }
  }

  /**
   * Before a connection is made by a socket or a channel.
   *
   * @throws HttpRequestDenied if it must not be made
   */
  public static void connect(@Nullable SocketAddress address) throws HttpRequestDenied {
    HttpRequestDenied denial = Governing.connect(address);
    if (denial != null) {
      throw denial;
    }
  }

  /**
   * Before a datagram is sent, or a datagram socket connected.
   *
   * @throws HttpRequestDenied if it must not be
   */
  public static void datagram(@Nullable SocketAddress address) throws HttpRequestDenied {
    String refusal = refusal(Sink.DATAGRAM, address);
    if (refusal != null) {
      throw new HttpRequestDenied(refusal);
    }
  }

  /** For what throws an exception of its own: the refusal, or null. */
  public static @Nullable String refusal(Sink sink, @Nullable Object subject) {
    if (!Governing.any()) {
      return null;
    }
    try {
      return Governing.access(sink, subject);
    } catch (Throwable failure) {
      return HttpGate.REFUSED_BY_ERROR;
    }
  }
}
