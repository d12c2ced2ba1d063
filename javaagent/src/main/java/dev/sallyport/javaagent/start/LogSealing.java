package dev.sallyport.javaagent.start;

import dev.sallyport.audit.AuditLog;
import dev.sallyport.audit.anchor.AnchorSettings;
import dev.sallyport.audit.anchor.AnchorSettingsException;
import dev.sallyport.audit.anchor.Anchors;
import dev.sallyport.audit.seal.CheckpointListener;
import dev.sallyport.audit.seal.RandomSource;
import dev.sallyport.audit.seal.Retention;
import dev.sallyport.audit.seal.SealOptions;
import dev.sallyport.audit.seal.SealReporter;
import dev.sallyport.audit.seal.SealedCheckpoint;
import dev.sallyport.audit.seal.Sealer;
import dev.sallyport.config.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Seals the log of this run, as the settings say. Used in the background only, but for {@link #end}
 * at the shutdown; thread-safe.
 */
final class LogSealing {
  /** How long the end of a process may be held up. */
  private static final Duration END_LIMIT = Duration.ofSeconds(10);

  private static final long ANCHOR_MILLIS = 2_000;

  private final Settings settings;
  private final Path workingDirectory;
  private final Path folder;
  private final long bootId;
  private final Console console;
  private final @Nullable AnchorSettings anchorSettings;
  private volatile @Nullable Sealer sealer;
  private volatile @Nullable Anchors anchors;

  /**
   * Checks the settings of anchors.
   *
   * @throws IllegalStateException with a one-line message if they can't be used
   */
  LogSealing(Settings settings, Path workingDirectory, Path folder, long bootId, Console console) {
    this.settings = settings;
    this.workingDirectory = workingDirectory;
    this.folder = folder;
    this.bootId = bootId;
    this.console = console;
    this.anchorSettings = anchorSettings(settings);
  }

  /** Null without the settings: then nothing of anchors is loaded. */
  private static @Nullable AnchorSettings anchorSettings(Settings settings) {
    if (settings.anchor() == null && settings.witnessKey() == null) {
      return null;
    }
    try {
      return Anchors.parse(settings.anchor(), settings.witnessKey());
    } catch (AnchorSettingsException e) {
      throw new IllegalStateException(e.getMessage(), e);
    }
  }

  /** Pays for what the first signature costs, while the log opens. */
  void warmUp() {
    Sealer.warmUp(new KernelSource());
  }

  /**
   * Begins the epoch of this run; the log must be open.
   *
   * @return what BOOT says about it
   */
  Map<String, String> begin(AuditLog log) throws IOException {
    AnchorSettings places = anchorSettings;
    CheckpointListener listener = new NoAnchor();
    if (places != null) {
      Anchors started = Anchors.start(places, folder, console::report);
      anchors = started;
      listener = started;
    }
    Sealer begun =
        Sealer.begin(log, options(), new KernelSource(), new Reporter(console), listener);
    sealer = begun;
    return begun.bootValues();
  }

  private SealOptions options() {
    Path key = settings.keyFile();
    String witnessKey = settings.witnessKey();
    return new SealOptions(
        workingDirectory.resolve(settings.auditFolder()),
        folder,
        bootId,
        settings.checkpointRecords(),
        Duration.ofMillis(settings.checkpointMillis()),
        Duration.ofMillis(settings.keyRotationMillis()),
        settings.origin(),
        key == null ? null : workingDirectory.resolve(key),
        settings.signer(),
        witnessKey == null ? List.of() : List.of(witnessKey.strip().split(" +")),
        new Retention(settings.maxAgeMillis(), settings.maxLogBytes()));
  }

  /** Seals from now on; BOOT is written. */
  void start() {
    Sealer begun = sealer;
    if (begun != null) {
      begun.start();
    }
  }

  /** Seals what is there and ends the run, in a bounded time; returns whether that was done. */
  boolean end() {
    Sealer begun = sealer;
    boolean ended = begun != null && begun.end(END_LIMIT);
    Anchors started = anchors;
    if (started != null) {
      started.close(ANCHOR_MILLIS);
    }
    return ended;
  }

  private record KernelSource() implements RandomSource {
    @Override
    public byte[] bytes(int count) {
      return KernelRandom.bytes(count);
    }
  }

  private record Reporter(Console console) implements SealReporter {
    @Override
    public void report(String line) {
      console.report(line);
    }
  }

  private record NoAnchor() implements CheckpointListener {
    @Override
    public void sealed(SealedCheckpoint checkpoint) {
      // No place outside is configured.
    }
  }
}
