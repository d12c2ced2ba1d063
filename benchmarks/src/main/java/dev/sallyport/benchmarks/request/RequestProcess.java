package dev.sallyport.benchmarks.request;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Arrays;

/**
 * Sends requests over one kept connection, and prints the median time of one in nanoseconds and the
 * bytes that all threads allocated for one.
 *
 * <p>Usage: {@code RequestProcess CLIENT URL WARMUP COUNT}; CLIENT is {@code java.net.http} or
 * {@code HttpURLConnection}.
 */
public final class RequestProcess {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private RequestProcess() {}

  /** One request; returns the status. */
  private interface Client {
    int get() throws IOException, InterruptedException;
  }

  /** Runs the measurement. */
  public static void main(String[] arguments) throws Exception {
    Client client = client(arguments[0], URI.create(arguments[1]));
    int warmup = Integer.parseInt(arguments[2]);
    for (int i = 0; i < warmup; i++) {
      send(client);
    }
    long[] nanos = new long[Integer.parseInt(arguments[3])];
    long bytes = allocated();
    for (int i = 0; i < nanos.length; i++) {
      long start = System.nanoTime();
      send(client);
      nanos[i] = System.nanoTime() - start;
    }
    bytes = allocated() - bytes;
    Arrays.sort(nanos);
    System.out.println(nanos[nanos.length / 2] + " " + bytes / nanos.length);
  }

  private static void send(Client client) throws IOException, InterruptedException {
    int status = client.get();
    if (status != 200) {
      throw new IOException("got status " + status + ", wanted 200");
    }
  }

  /** Threads that end meanwhile would take their share along; none of the clients' do. */
  private static long allocated() {
    long sum = 0;
    for (long bytes : THREADS.getThreadAllocatedBytes(THREADS.getAllThreadIds())) {
      sum += Math.max(0, bytes);
    }
    return sum;
  }

  private static Client client(String name, URI uri) {
    if (name.equals("HttpURLConnection")) {
      return () -> get(uri);
    }
    HttpClient client = HttpClient.newHttpClient();
    HttpRequest request = HttpRequest.newBuilder(uri).build();
    return () -> client.send(request, HttpResponse.BodyHandlers.ofByteArray()).statusCode();
  }

  private static int get(URI uri) throws IOException {
    HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
    try (InputStream body = connection.getInputStream()) {
      body.readAllBytes();
    }
    return connection.getResponseCode();
  }
}
