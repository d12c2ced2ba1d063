package dev.sallyport.audit.anchor;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * Posts to an endpoint by HTTP/1.1, a connection for each request. Speaks it itself: what the
 * application sets for all of the JVM's HTTP clients (authenticator, cookies, proxies, URL
 * handlers, redirects, weaving) must neither reach these requests nor be reached by them. Used by
 * one thread; {@link #abort} by any.
 */
final class HttpPost {
  private static final int CONNECT_MILLIS = 3_000;

  private final int timeoutMillis;
  private final int maxBody;
  private @Nullable SSLContext tls;
  private volatile @Nullable Socket current;

  /**
   * A client.
   *
   * @param timeoutMillis for a whole request
   * @param maxBody bytes of an answer to read; a longer one is an error
   */
  HttpPost(int timeoutMillis, int maxBody) {
    this.timeoutMillis = timeoutMillis;
    this.maxBody = maxBody;
  }

  /**
   * Posts {@code body} as text.
   *
   * @throws IOException if there is no whole answer in time
   */
  HttpReply post(HttpEndpoint endpoint, byte[] body) throws IOException {
    long deadline = System.nanoTime() + timeoutMillis * 1_000_000L;
    try (Socket plain = new Socket(Proxy.NO_PROXY)) {
      current = plain;
      plain.setTcpNoDelay(true);
      plain.connect(new InetSocketAddress(endpoint.host(), endpoint.port()), CONNECT_MILLIS);
      plain.setSoTimeout(timeoutMillis);
      Socket socket = endpoint.secure() ? encrypted(plain, endpoint) : plain;
      send(socket.getOutputStream(), endpoint, body);
      return new HttpReplyReader(new DeadlineInput(socket, deadline), maxBody).read();
    } catch (SocketTimeoutException e) {
      throw new IOException("no answer within `" + timeoutMillis + "` ms", e);
    } finally {
      current = null;
    }
  }

  /** Ends a request that is under way. */
  void abort() {
    Socket socket = current;
    if (socket != null) {
      try {
        socket.close();
      } catch (IOException e) {
        // It is as good as closed.
      }
    }
  }

  private Socket encrypted(Socket plain, HttpEndpoint endpoint) throws IOException {
    SSLSocket socket =
        (SSLSocket)
            tls().getSocketFactory().createSocket(plain, endpoint.host(), endpoint.port(), true);
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    socket.setSSLParameters(parameters);
    socket.startHandshake();
    return socket;
  }

  /** Of its own: the application may have made the JVM's default one trust anybody. */
  private SSLContext tls() throws IOException {
    SSLContext known = tls;
    if (known == null) {
      try {
        known = SSLContext.getInstance("TLS");
        known.init(null, null, null);
      } catch (GeneralSecurityException e) {
        throw new IOException("this Java has no TLS: " + e.getMessage(), e);
      }
      tls = known;
    }
    return known;
  }

  private static void send(OutputStream out, HttpEndpoint endpoint, byte[] body)
      throws IOException {
    ByteArrayOutputStream request = new ByteArrayOutputStream();
    String head =
        "POST "
            + endpoint.path()
            + " HTTP/1.1\r\nHost: "
            + endpoint.hostHeader()
            + "\r\nUser-Agent: sallyport\r\nConnection: close\r\n"
            + "Content-Type: text/plain; charset=utf-8\r\nContent-Length: "
            + body.length
            + "\r\n\r\n";
    request.writeBytes(head.getBytes(StandardCharsets.US_ASCII));
    request.writeBytes(body);
    out.write(request.toByteArray());
    out.flush();
  }

  /** Ends a read at the deadline, however slowly the bytes drip in. */
  private static final class DeadlineInput extends InputStream {
    private final Socket socket;
    private final InputStream in;
    private final long deadline;

    DeadlineInput(Socket socket, long deadline) throws IOException {
      this.socket = socket;
      this.in = socket.getInputStream();
      this.deadline = deadline;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
      long left = (deadline - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        throw new SocketTimeoutException();
      }
      socket.setSoTimeout((int) left);
      return in.read(bytes, from, length);
    }
  }
}
