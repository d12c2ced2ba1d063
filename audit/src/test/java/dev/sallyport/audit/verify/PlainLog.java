package dev.sallyport.audit.verify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A log as the documents describe it, without a line of the code that is tested. */
final class PlainLog {
  static final String NAME = "example.org/refunds";

  private final Path root;
  private PlainKey epochKey;
  private final PlainKey genesis;
  private PlainKey lastKey;
  private int epoch;
  private int started;
  private String previous = "-";

  PlainLog(Path root) throws IOException {
    this.root = root;
    this.genesis = PlainKey.log(NAME + "/epoch/0");
    this.epochKey = genesis;
    this.lastKey = genesis;
    Files.createDirectories(root);
    Files.writeString(root.resolve("log.vkey"), genesis.vkey() + "\n");
    Files.writeString(root.resolve("epoch.key"), genesis.secret() + "\n");
    Files.createFile(root.resolve("start.lock"));
  }

  Path root() {
    return root;
  }

  PlainKey genesis() {
    return genesis;
  }

  PlainKey epochKey() {
    return epochKey;
  }

  /** The next run takes the number and the key of the one before it: a copy that went on. */
  void fork() {
    epoch--;
    epochKey = lastKey;
    previous = "-";
  }

  /** Starts the next run, which names {@code before} as the one before it. */
  PlainRun start(@Nullable PlainRun before, String previousState, String... witnesses)
      throws IOException {
    PlainRun run = new PlainRun(this, epoch, started++, witnesses);
    PlainKey next = PlainKey.log(NAME + "/epoch/" + (epoch + 1));
    String text =
        NAME
            + "/epoch\n"
            + epoch
            + "\n"
            + run.name()
            + "\n"
            + run.key().vkey()
            + "\n"
            + next.vkey()
            + "\n"
            + previous
            + "\n";
    Files.writeString(run.folder().resolve("epoch"), epochKey.note(text));
    Files.writeString(root.resolve("epoch.key"), next.secret() + "\n");
    lastKey = epochKey;
    epochKey = next;
    epoch++;
    previous = run.name();
    run.boot(before, previousState);
    return run;
  }

  PlainRun first(String... witnesses) throws IOException {
    return start(null, "-", witnesses);
  }
}
