package dev.sallyport.it;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Servers on the loopback address, and on a path, that note one line for each connection or
 * datagram that reaches them: what was sent, or nothing if the client sent nothing.
 */
final class TaggedServer implements AutoCloseable {
  private static final String LAST = "last";

  private final ServerSocketChannel stream = ServerSocketChannel.open();
  private final ServerSocketChannel unix = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
  private final DatagramSocket datagrams = new DatagramSocket(0, InetAddress.getLoopbackAddress());
  private final List<String> tags = new CopyOnWriteArrayList<>();
  private final CountDownLatch ended = new CountDownLatch(3);
  private final Path path;

  TaggedServer(Path path) throws IOException {
    this.path = path;
    stream.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 2000);
    unix.bind(UnixDomainSocketAddress.of(path), 2000);
    datagrams.setReceiveBufferSize(1 << 20);
    start(() -> accept(stream));
    start(() -> accept(unix));
    start(this::receive);
  }

  String port() {
    return Integer.toString(address().getPort());
  }

  String datagramPort() {
    return Integer.toString(datagrams.getLocalPort());
  }

  String path() {
    return path.toString();
  }

  private InetSocketAddress address() {
    try {
      return (InetSocketAddress) stream.getLocalAddress();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What arrived; waits for a client of its own, which comes after all others. */
  List<String> arrived() throws IOException, InterruptedException {
    for (SocketAddress server : List.of(address(), unix.getLocalAddress())) {
      try (SocketChannel client = SocketChannel.open(server)) {
        client.write(ByteBuffer.wrap(LAST.getBytes(StandardCharsets.UTF_8)));
      }
    }
    try (DatagramSocket client = new DatagramSocket()) {
      byte[] bytes = LAST.getBytes(StandardCharsets.UTF_8);
      client.send(new DatagramPacket(bytes, bytes.length, datagrams.getLocalSocketAddress()));
    }
    if (!ended.await(30, TimeUnit.SECONDS)) {
      throw new IllegalStateException("a server does not answer");
    }
    return List.copyOf(tags);
  }

  private void accept(ServerSocketChannel server) throws IOException {
    while (true) {
      try (SocketChannel client = server.accept();
          InputStream in = Channels.newInputStream(client)) {
        note(new String(in.readAllBytes(), StandardCharsets.UTF_8).strip());
      }
    }
  }

  private void receive() throws IOException {
    while (true) {
      DatagramPacket packet = new DatagramPacket(new byte[500], 500);
      datagrams.receive(packet);
      note(new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8));
    }
  }

  private void note(String tag) {
    if (tag.equals(LAST)) {
      ended.countDown();
    } else {
      tags.add(tag);
    }
  }

  private interface Loop {
    void run() throws IOException;
  }

  private static void start(Loop loop) {
    Thread thread =
        new Thread(
            () -> {
              try {
                loop.run();
              } catch (IOException closed) {
                // The server was closed, or what arrived will be missed by the test.
              }
            });
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() throws IOException {
    stream.close();
    unix.close();
    datagrams.close();
  }
}
