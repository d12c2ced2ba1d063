package dev.sallyport.it;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP/1.1 server on a loopback address that counts what reaches it: connections, requests, and
 * the exact head of each request. Written by hand, since a library's server shows no bytes.
 *
 * <ul>
 *   <li>{@code /ok/...} answers 200 and {@code connection N}, on which the request came
 *   <li>{@code /close/...} the same, and ends the connection
 *   <li>{@code /redirect/STATUS/...?to=URL} redirects
 *   <li>{@code /stream/...} answers in chunks
 *   <li>{@code /drop/...} ends the connection without an answer at the first request, then as
 *       {@code /ok}
 * </ul>
 */
final class CountingServer implements AutoCloseable {
  private final ServerSocket listener;
  private final AtomicInteger connections = new AtomicInteger();
  private final Map<String, AtomicInteger> hits = new ConcurrentHashMap<>();
  private final Map<String, Runnable> reactions = new ConcurrentHashMap<>();
  private final List<String> heads = new ArrayList<>();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();

  private CountingServer(ServerSocket listener) {
    this.listener = listener;
    daemon("accept", this::accept);
  }

  /** A server on {@code address}; on any free port if {@code port} is 0. */
  static CountingServer on(String address, int port) throws IOException {
    return new CountingServer(bind(new ServerSocket(), address, port));
  }

  /** The same behind TLS. */
  static CountingServer tls(String address, int port, SSLContext context) throws IOException {
    SSLServerSocket socket =
        (SSLServerSocket) context.getServerSocketFactory().createServerSocket();
    return new CountingServer(bind(socket, address, port));
  }

  private static ServerSocket bind(ServerSocket socket, String address, int port)
      throws IOException {
    socket.bind(new InetSocketAddress(InetAddress.getByName(address), port), 200);
    return socket;
  }

  int port() {
    return listener.getLocalPort();
  }

  /** How many TCP connections were accepted. */
  int connections() {
    return connections.get();
  }

  /** How many requests came for exactly this path. */
  int hits(String path) {
    AtomicInteger count = hits.get(path);
    return count == null ? 0 : count.get();
  }

  /** How many requests came. */
  int hits() {
    return hits.values().stream().mapToInt(AtomicInteger::get).sum();
  }

  /** The heads of all requests as they came over the wire. */
  List<String> heads() {
    synchronized (heads) {
      return List.copyOf(heads);
    }
  }

  /** Does something before a request for {@code path} is answered. */
  void whenHit(String path, Runnable reaction) {
    reactions.put(path, reaction);
  }

  @Override
  public void close() {
    try {
      listener.close();
      for (Socket socket : open) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void daemon(String name, Runnable body) {
    Thread thread = new Thread(body, "counting-server-" + name);
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket socket = listener.accept();
        int number = connections.incrementAndGet();
        open.add(socket);
        daemon("connection-" + number, () -> serve(socket, number));
      } catch (SocketException closed) {
        return;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private void serve(Socket socket, int number) {
    try (socket) {
      socket.setTcpNoDelay(true);
      InputStream in = new BufferedInputStream(socket.getInputStream());
      String head;
      while ((head = readHead(in)) != null) {
        synchronized (heads) {
          heads.add(head);
        }
        skipBody(head, in);
        if (!answer(head, number, socket.getOutputStream())) {
          return;
        }
      }
    } catch (IOException gone) {
      // The client went away, or did not like the certificate.
    } finally {
      open.remove(socket);
    }
  }

  private static @Nullable String readHead(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.length() < 65_536) {
      int next = in.read();
      if (next < 0) {
        return null;
      }
      head.append((char) next);
      if (next == '\n' && head.length() > 4 && head.indexOf("\r\n\r\n", head.length() - 4) > 0) {
        return head.toString();
      }
    }
    return null;
  }

  private static void skipBody(String head, InputStream in) throws IOException {
    String length = header(head, "content-length");
    if (length != null) {
      in.skipNBytes(Long.parseLong(length));
    } else if ("chunked".equalsIgnoreCase(header(head, "transfer-encoding"))) {
      int size;
      do {
        size = Integer.parseInt(readLine(in), 16);
        in.skipNBytes(size + 2L);
      } while (size > 0);
    }
  }

  private static String readLine(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    int next;
    while ((next = in.read()) >= 0 && next != '\n') {
      line.append((char) next);
    }
    return line.toString().strip();
  }

  private static @Nullable String header(String head, String name) {
    for (String line : head.split("\r\n", -1)) {
      int colon = line.indexOf(':');
      if (colon > 0 && line.substring(0, colon).equalsIgnoreCase(name)) {
        return line.substring(colon + 1).strip();
      }
    }
    return null;
  }

  /** Whether the connection goes on. */
  private boolean answer(String head, int number, OutputStream out) throws IOException {
    String[] requestLine = head.substring(0, head.indexOf('\r')).split(" ", -1);
    String target = requestLine[1];
    int query = target.indexOf('?');
    String path = query < 0 ? target : target.substring(0, query);
    int times = hits.computeIfAbsent(path, key -> new AtomicInteger()).incrementAndGet();
    Runnable reaction = reactions.get(path);
    if (reaction != null) {
      reaction.run();
    }
    boolean hasBody = !requestLine[0].equals("HEAD");
    if (path.startsWith("/drop/") && times == 1) {
      return false;
    }
    if (path.startsWith("/redirect/")) {
      String to = URLDecoder.decode(target.substring(target.indexOf("to=") + 3), UTF_8);
      send(out, path.split("/", -1)[2] + " Moved", "Location: " + to + "\r\n", "", hasBody);
    } else if (path.startsWith("/stream/")) {
      sendChunks(out);
    } else {
      String more = path.startsWith("/close/") ? "Connection: close\r\n" : "";
      send(out, "200 OK", more, "connection " + number, hasBody);
    }
    return !path.startsWith("/close/");
  }

  private static void send(
      OutputStream out, String status, String headers, String body, boolean hasBody)
      throws IOException {
    String head = "HTTP/1.1 " + status + "\r\n" + headers + "Content-Type: text/plain\r\n";
    String length = "Content-Length: " + body.length() + "\r\n\r\n";
    out.write((head + length + (hasBody ? body : "")).getBytes(ISO_8859_1));
    out.flush();
  }

  private static void sendChunks(OutputStream out) throws IOException {
    String head = "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n";
    out.write((head + "Transfer-Encoding: chunked\r\n\r\n").getBytes(ISO_8859_1));
    for (String chunk : List.of("4\r\none \r\n", "4\r\ntwo \r\n", "5\r\nthree\r\n", "0\r\n\r\n")) {
      out.write(chunk.getBytes(ISO_8859_1));
      out.flush();
    }
  }
}
