package dev.sallyport.benchmarks.verify;

import dev.sallyport.audit.verify.LogVerifier;
import dev.sallyport.audit.verify.RunReport;
import dev.sallyport.audit.verify.Verdict;
import dev.sallyport.audit.verify.VerifyOptions;
import dev.sallyport.audit.verify.VerifyReport;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Verifies a long log in turn with hashing its store files by SHA-256 alone, in one process. The
 * arguments are an empty or missing folder, the number of records, and the number of rounds.
 */
public final class VerifyCost {
  private VerifyCost() {}

  /** Writes the log if it is not there, then measures. */
  public static void main(String[] args) throws Exception {
    Path root = Path.of(args[0]);
    if (!Files.exists(root.resolve("log.vkey"))) {
      long start = System.nanoTime();
      LongLog.write(root, Long.parseLong(args[1]));
      print("write and seal", seconds(start), Long.parseLong(args[1]), 0);
    }
    for (int round = 0; round < Integer.parseInt(args[2]); round++) {
      long start = System.nanoTime();
      long bytes = hash(root);
      double alone = seconds(start);
      measure("verify", root, VerifyOptions.ALL, alone);
      measure("verify --since-checkpoint last", root, VerifyOptions.LAST, alone);
      System.out.printf(Locale.ROOT, "SHA-256 alone %.2f s, %d MiB%n", alone, bytes >> 20);
    }
    System.exit(0);
  }

  private static void measure(String what, Path root, long since, double alone) throws IOException {
    VerifyOptions options = new VerifyOptions(root, null, null, List.of(), List.of(), false, since);
    long start = System.nanoTime();
    VerifyReport report = new LogVerifier(options).verify();
    double seconds = seconds(start);
    if (report.verdict() != Verdict.INTACT) {
      throw new IOException("the log is not intact: " + report.findings());
    }
    long records = 0;
    for (RunReport run : report.runs()) {
      records += run.leaves();
    }
    print(what, seconds, records, seconds / alone);
  }

  private static void print(String what, double seconds, long records, double share) {
    System.out.printf(
        Locale.ROOT,
        "%-32s %8.2f s, %,12.0f records/s, %.2f times SHA-256 alone%n",
        what,
        seconds,
        records / seconds,
        share);
  }

  private static double seconds(long start) {
    return (System.nanoTime() - start) / 1e9;
  }

  private static long hash(Path root) throws IOException, GeneralSecurityException {
    long bytes = 0;
    try (Stream<Path> all = Files.walk(root)) {
      for (Path file : all.filter(path -> path.toString().endsWith(".cq4")).toList()) {
        bytes += hashFile(file);
      }
    }
    return bytes;
  }

  private static long hashFile(Path file) throws IOException, GeneralSecurityException {
    MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
    byte[] buffer = new byte[1 << 20];
    long bytes = 0;
    try (InputStream in = Files.newInputStream(file)) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        sha256.update(buffer, 0, read);
        bytes += read;
      }
    }
    sha256.digest();
    return bytes;
  }
}
