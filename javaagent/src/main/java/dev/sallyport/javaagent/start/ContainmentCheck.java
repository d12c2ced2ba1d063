package dev.sallyport.javaagent.start;

import dev.sallyport.bootstrap.HttpRequestDenied;
import dev.sallyport.bootstrap.Sink;
import dev.sallyport.bootstrap.ToolCall;
import dev.sallyport.bootstrap.ToolConfined;
import dev.sallyport.bootstrap.ToolGate;
import java.io.FileInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * Tries, as a tool call would, each thing that a box may forbid, on this thread and on others. All
 * of it must be refused. What is tried would fail by itself, or do nothing, should it not be.
 */
final class ContainmentCheck {
  private static final String NOWHERE = "/sallyport-self-check/nothing";

  private final SelfCheckGate gate;
  private final List<String> problems = new ArrayList<>();

  ContainmentCheck(SelfCheckGate gate) {
    this.gate = gate;
  }

  /** Something that a tool might do. */
  private interface Attempt {
    void make() throws Exception;
  }

  /** What was not refused, in words; null if all of it was. */
  @Nullable String problem() {
    gate.sinks().clear();
    ToolCall call =
        ToolGate.enter(
            "self check", this, "check", this, SelfCheckGate.CONFINED_TOOL, "{}", null, null);
    try {
      if (call.refused()) {
        return "the synthetic call did not run";
      }
      tryAll();
    } finally {
      ToolGate.exit(call, null, null);
    }
    for (Sink sink : Set.of(Sink.READ, Sink.WRITE, Sink.PROCESS, Sink.CONNECT, Sink.DATAGRAM)) {
      if (!gate.sinks().contains(sink)) {
        problems.add(sink + " was not seen");
      }
    }
    return problems.isEmpty() ? null : String.join("; ", problems);
  }

  private void tryAll() {
    InetSocketAddress closed = new InetSocketAddress(InetAddress.getLoopbackAddress(), 1);
    attempt("reading a file", () -> new FileInputStream(NOWHERE).close());
    attempt("writing a file", () -> Files.newOutputStream(Path.of(NOWHERE)).close());
    attempt("starting a process", () -> new ProcessBuilder(NOWHERE).start().destroy());
    attempt("connecting a channel", () -> SocketChannel.open(closed).close());
    attempt("connecting a socket", () -> connectSocket(closed));
    attempt("sending a datagram", () -> send(closed));
    attempt("reading on a started thread", () -> onThread());
    attempt("reading on a pooled thread", () -> inPool());
    attempt(
        "reading in a common pool", () -> CompletableFuture.runAsync(ContainmentCheck::read).get());
  }

  private void attempt(String what, Attempt attempt) {
    try {
      attempt.make();
      problems.add(what + " was not refused");
    } catch (Throwable refused) {
      for (Throwable at = refused; at != null; at = at.getCause()) {
        if (at instanceof ToolConfined || at instanceof HttpRequestDenied) {
          return;
        }
      }
      problems.add(what + " was not refused but failed: " + refused);
    }
  }

  private static void connectSocket(InetSocketAddress address) throws IOException {
    try (Socket socket = new Socket()) {
      socket.connect(address, 1000);
    }
  }

  private static void send(InetSocketAddress address) throws IOException {
    try (DatagramChannel channel = DatagramChannel.open()) {
      channel.send(ByteBuffer.allocate(1), address);
    }
  }

  private static void read() {
    try (FileInputStream in = new FileInputStream(NOWHERE)) {
      in.read();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void onThread() throws Exception {
    CompletableFuture<Void> done = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                read();
                done.complete(null);
              } catch (Throwable failure) {
                done.completeExceptionally(failure);
              }
            },
            "sallyport-self-check");
    thread.setDaemon(true);
    thread.start();
    done.get();
  }

  private static void inPool() throws Exception {
    ExecutorService pool =
        Executors.newSingleThreadExecutor(
            task -> {
              Thread thread = new Thread(task, "sallyport-self-check");
              thread.setDaemon(true);
              return thread;
            });
    try {
      pool.submit(ContainmentCheck::read).get();
    } finally {
      pool.shutdownNow();
    }
  }
}
