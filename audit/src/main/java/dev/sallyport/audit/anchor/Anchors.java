package dev.sallyport.audit.anchor;

import dev.sallyport.audit.seal.CheckpointListener;
import dev.sallyport.audit.seal.SealedCheckpoint;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the newest checkpoint of a run where the application can't change it any more. Each target
 * has a daemon thread, so that one that hangs delays neither the sealing thread nor another target.
 * Thread-safe.
 */
public final class Anchors implements CheckpointListener {
  /** Name of the file in the run's folder that takes the cosignatures. */
  public static final String COSIGNATURES = "cosignatures";

  private static final int MAX_ANSWER = 65_536;

  private final List<TargetWorker> workers = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();
  private final Consumer<String> errors;

  private Anchors(Consumer<String> errors) {
    this.errors = errors;
  }

  /**
   * Reads the settings. Looks at no file and opens no connection.
   *
   * @param anchor targets, separated by spaces: {@code file:PATH}, {@code http(s)://...}, {@code
   *     witness:http(s)://...}; null or empty if there are none
   * @param witnessKey keys of the witnesses, separated by spaces
   * @throws AnchorSettingsException if they can't be used
   */
  public static AnchorSettings parse(@Nullable String anchor, @Nullable String witnessKey)
      throws AnchorSettingsException {
    return AnchorSettings.parse(anchor == null ? "" : anchor, witnessKey == null ? "" : witnessKey);
  }

  /**
   * Starts a thread for each target.
   *
   * @param runFolder of this run; cosignatures go there
   * @param errors takes a line when a target stops to work, and when it works again
   */
  public static Anchors start(AnchorSettings settings, Path runFolder, Consumer<String> errors) {
    return start(settings, runFolder, errors, AnchorTimes.DEFAULT);
  }

  static Anchors start(
      AnchorSettings settings, Path runFolder, Consumer<String> errors, AnchorTimes times) {
    Anchors anchors = new Anchors(errors);
    NoteAppender cosignatures = new NoteAppender(runFolder.resolve(COSIGNATURES));
    for (AnchorSettings.Place place : settings.places()) {
      AnchorTarget target = target(place, settings, runFolder, cosignatures, times);
      anchors.add(new TargetWorker(place.name(), target, times, errors));
    }
    return anchors;
  }

  private static AnchorTarget target(
      AnchorSettings.Place place,
      AnchorSettings settings,
      Path runFolder,
      NoteAppender cosignatures,
      AnchorTimes times) {
    HttpEndpoint endpoint = place.endpoint();
    if (endpoint == null) {
      return new FileTarget(Objects.requireNonNull(place.file()));
    }
    HttpPost http = new HttpPost(times.request(), MAX_ANSWER);
    if (!place.witness()) {
      return new PostTarget(endpoint, http);
    }
    WitnessClient client = new WitnessClient(endpoint, http, settings.witnessKeys());
    return new WitnessTarget(client, http, new RunIntroduction(runFolder), cosignatures);
  }

  private void add(TargetWorker worker) {
    Thread thread = new Thread(null, worker, "sallyport-anchor-" + (threads.size() + 1), 0, false);
    thread.setDaemon(true);
    thread.setContextClassLoader(Anchors.class.getClassLoader());
    workers.add(worker);
    threads.add(thread);
    thread.start();
  }

  @Override
  public void sealed(SealedCheckpoint checkpoint) {
    for (TargetWorker worker : workers) {
      worker.offer(checkpoint);
    }
  }

  /** How far each target has kept the log, in the order of the setting. */
  public List<AnchorStatus> status() {
    List<AnchorStatus> status = new ArrayList<>(workers.size());
    for (TargetWorker worker : workers) {
      status.add(worker.status());
    }
    return status;
  }

  /**
   * Gives every target one more chance to keep the newest checkpoint, and ends. Says of each one
   * that did not from where on the log is unanchored there.
   *
   * @param millis to wait at most, for all of them
   */
  public void close(long millis) {
    long deadline = System.nanoTime() + millis * 1_000_000;
    for (TargetWorker worker : workers) {
      worker.close();
    }
    for (Thread thread : threads) {
      join(thread, deadline);
    }
    for (TargetWorker worker : workers) {
      worker.abort();
      AnchorStatus status = worker.status();
      if (!status.upToDate()) {
        errors.accept(
            "the log ends at size "
                + status.sealed()
                + " and is unanchored since size "
                + status.kept()
                + " at `"
                + status.target()
                + "`");
      }
    }
  }

  private static void join(Thread thread, long deadline) {
    long left = (deadline - System.nanoTime()) / 1_000_000;
    try {
      if (left > 0) {
        thread.join(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
