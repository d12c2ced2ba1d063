package dev.sallyport.benchmarks.gate;

import dev.sallyport.audit.AuditFolder;
import dev.sallyport.audit.AuditLog;
import dev.sallyport.audit.AuditOptions;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A real log in a folder that is deleted in the end, looked after as a running process does. */
final class RunningLog implements AutoCloseable {
  static final long BOOT_ID = 0x3f9a1c20_00000001L;
  private static final long MAINTAIN_MILLIS = 2;

  final AuditLog log;
  private final Path root;
  private final Thread maintenance = new Thread(this::maintain, "maintenance");

  RunningLog(Path parent) throws IOException {
    root = Files.createTempDirectory(parent, "gate");
    Path folder = AuditFolder.create(root.resolve("audit"), BOOT_ID, Instant.now());
    log = AuditLog.openInBackground(folder, AuditOptions.defaults(BOOT_ID));
    log.awaitOpen();
    maintenance.setDaemon(true);
    maintenance.start();
  }

  private void maintain() {
    try {
      while (true) {
        log.maintain();
        Thread.sleep(MAINTAIN_MILLIS);
      }
    } catch (InterruptedException e) {
      // closed
    }
  }

  @Override
  public void close() throws IOException, InterruptedException {
    maintenance.interrupt();
    maintenance.join();
    log.close();
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException problem)
              throws IOException {
            Files.delete(folder);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
