package dev.sallyport.audit.verify;

import dev.sallyport.audit.merkle.TreeHasher;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/** Hashes whole files on a thread of its own, beside the thread that reads their records. */
final class FileDigests implements Closeable {
  private static final int BUFFER_BYTES = 1 << 18;

  /** A smaller file is hashed sooner than a thread is started. */
  private static final long SMALL = 1 << 20;

  private @Nullable ExecutorService worker;
  private final Map<Path, Future<@Nullable FileStatement>> results = new HashMap<>();

  /** Begins to hash a file, unless that was asked for before. */
  void start(Path file) {
    if (results.containsKey(file)) {
      return;
    }
    FutureTask<@Nullable FileStatement> task = new FutureTask<>(() -> digest(file));
    results.put(file, task);
    if (Files.exists(file) && file.toFile().length() > SMALL) {
      worker().execute(task);
    } else {
      task.run();
    }
  }

  private ExecutorService worker() {
    ExecutorService started = worker;
    if (started == null) {
      started = Executors.newSingleThreadExecutor(FileDigests::thread);
      worker = started;
    }
    return started;
  }

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(null, task, "sallyport-verify-digest", 0, false);
    thread.setDaemon(true);
    thread.setContextClassLoader(FileDigests.class.getClassLoader());
    return thread;
  }

  /**
   * Length and digest of a file, or null if there is none; waits for it.
   *
   * @throws IOException if it can't be read
   */
  @Nullable FileStatement of(Path file) throws IOException {
    start(file);
    try {
      Future<@Nullable FileStatement> result = results.get(file);
      return result == null ? null : result.get();
    } catch (ExecutionException e) {
      throw new IOException("can't read `" + file + "`: " + e.getCause(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while reading `" + file + "`", e);
    }
  }

  /** Forgets all results. */
  void clear() {
    results.clear();
  }

  private static @Nullable FileStatement digest(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      byte[] buffer = new byte[(int) Math.min(BUFFER_BYTES, Files.size(file) + 1)];
      long length = 0;
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        sha256.update(buffer, 0, read);
        length += read;
      }
      byte[] digest = sha256.digest();
      assert digest.length == TreeHasher.LENGTH;
      return new FileStatement(LogFiles.name(file), length, digest);
    } catch (NoSuchFileException e) {
      return null;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no SHA-256", e);
    }
  }

  @Override
  public void close() {
    if (worker != null) {
      worker.shutdownNow();
    }
  }
}
