package dev.sallyport.instrumentation.sinks;

import dev.sallyport.bootstrap.SinkGate;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/**
 * Before the JDK's older datagram socket sends; a packet without an address goes where it is
 * connected to.
 */
final class PacketAdvice {
  private PacketAdvice() {}

  @Advice.OnMethodEnter
  static void enter(
      @Advice.Argument(0) @Nullable DatagramPacket packet,
      @Advice.FieldValue("connectedAddress") @Nullable InetAddress connected,
      @Advice.FieldValue("connectedPort") int port)
      throws IOException {
    InetAddress address = packet == null ? null : packet.getAddress();
    if (packet != null && address != null) {
      SinkGate.datagram(new InetSocketAddress(address, packet.getPort()));
    } else {
      SinkGate.datagram(new InetSocketAddress(connected, port));
    }
  }
}
