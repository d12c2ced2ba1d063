package dev.sallyport.instrumentation.sinks;

import static dev.sallyport.instrumentation.sinks.SinkJoinPoints.jdk;

import dev.sallyport.instrumentation.JoinPoint;
import java.util.List;

/** Where the JDK's sockets and channels connect, and send datagrams. */
final class NetworkJoinPoints {
  private static final String CHANNEL = "sun/nio/ch/SocketChannelImpl";
  private static final String DATAGRAMS = "sun/nio/ch/DatagramChannelImpl";
  private static final String OLD_DATAGRAMS = "java/net/NetMulticastSocket";
  private static final String SCTP = "sun/nio/ch/sctp/SctpChannelImpl";

  /** Streams, to the addresses of the internet and to those in the file system. */
  static final List<JoinPoint> STREAMS =
      List.of(
          jdk(
              "sun/nio/ch/NioSocketImpl",
              "connect",
              "(Ljava/net/SocketAddress;I)V",
              "ConnectAdvice"),
          jdk(CHANNEL, "connect", "(Ljava/net/SocketAddress;)Z", "ConnectAdvice"),
          jdk(CHANNEL, "blockingConnect", "(Ljava/net/SocketAddress;J)V", "ConnectAdvice"),
          jdk(
              "sun/nio/ch/UnixAsynchronousSocketChannelImpl",
              "implConnect",
              null,
              "AsynchronousConnectAdvice"),
          jdk(
              "java/net/AbstractPlainSocketImpl",
              "doConnect",
              "(Ljava/net/InetAddress;II)V",
              "LegacyConnectAdvice"),
          jdk("sun/nio/ch/UnixDomainSockets", "bind", null, "WriteSecondAdvice"),
          jdk(SCTP, "connect", "(Ljava/net/SocketAddress;)Z", "ConnectAdvice"));

  /** Datagrams. */
  static final List<JoinPoint> DATAGRAM =
      List.of(
          jdk(
              DATAGRAMS,
              "send",
              "(Ljava/io/FileDescriptor;Ljava/nio/ByteBuffer;Ljava/net/InetSocketAddress;)I",
              "DatagramSendAdvice"),
          jdk(
              DATAGRAMS,
              "connect",
              "(Ljava/net/SocketAddress;Z)Ljava/nio/channels/DatagramChannel;",
              "DatagramConnectAdvice"),
          jdk(OLD_DATAGRAMS, "send", "(Ljava/net/DatagramPacket;)V", "PacketAdvice"),
          jdk(OLD_DATAGRAMS, "send", "(Ljava/net/DatagramPacket;B)V", "PacketAdvice"));

  private NetworkJoinPoints() {}
}
