package dev.sallyport.audit.anchor;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A server that reads whole requests and then does what the test says. */
final class ScriptedServer implements Closeable {
  /** What is done with one request. */
  interface Answer {
    void to(String request, Socket socket) throws IOException, InterruptedException;
  }

  /** Every request so far, head and body. */
  final BlockingQueue<String> requests = new LinkedBlockingQueue<>();

  private final List<Socket> sockets = new ArrayList<>();
  private final ServerSocket server;
  private volatile Answer answer;

  ScriptedServer(Answer answer) throws IOException {
    this(answer, new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
  }

  ScriptedServer(Answer answer, ServerSocket server) {
    this.answer = answer;
    this.server = server;
    start(this::accept);
  }

  int port() {
    return server.getLocalPort();
  }

  static Answer replying(String response) {
    return (request, socket) ->
        socket.getOutputStream().write(response.getBytes(StandardCharsets.UTF_8));
  }

  /** A whole answer. */
  static String response(int status, String type, String body) {
    int length = body.getBytes(StandardCharsets.UTF_8).length;
    return "HTTP/1.1 "
        + status
        + " x\r\nContent-Type: "
        + type
        + "\r\nContent-Length: "
        + length
        + "\r\n\r\n"
        + body;
  }

  void answer(Answer newAnswer) {
    answer = newAnswer;
  }

  String url() {
    return "http://127.0.0.1:" + server.getLocalPort() + "/keep";
  }

  /** The next request. */
  String next() throws InterruptedException {
    String request = requests.poll(60, TimeUnit.SECONDS);
    if (request == null) {
      throw new AssertionError("no request came");
    }
    return request;
  }

  private static void start(Runnable work) {
    Thread thread = new Thread(work, "scripted server");
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = server.accept();
        synchronized (sockets) {
          sockets.add(socket);
        }
        start(() -> serve(socket));
      }
    } catch (IOException e) {
      // Closed.
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      String request = read(socket.getInputStream());
      Answer current = answer;
      requests.add(request);
      current.to(request, socket);
    } catch (IOException | InterruptedException e) {
      // The client went away, or the test is over.
    }
  }

  private static String read(InputStream in) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    while (!head.toString(StandardCharsets.UTF_8).endsWith("\r\n\r\n")) {
      int b = in.read();
      if (b < 0) {
        throw new IOException("no request");
      }
      head.write(b);
    }
    String text = head.toString(StandardCharsets.UTF_8);
    int at = text.indexOf("Content-Length: ") + 16;
    int length = Integer.parseInt(text.substring(at, text.indexOf('\r', at)));
    return text + new String(in.readNBytes(length), StandardCharsets.UTF_8);
  }

  @Override
  public void close() throws IOException {
    server.close();
    synchronized (sockets) {
      for (Socket socket : sockets) {
        socket.close();
      }
    }
  }
}
