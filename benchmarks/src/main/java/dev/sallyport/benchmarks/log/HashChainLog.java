package dev.sallyport.benchmarks.log;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.stream.Stream;

/**
 * Lines of JSON, each with the SHA-256 of the line before, through a buffer into a file. What is in
 * the buffer is lost if the process is killed.
 */
final class HashChainLog implements MeasuredLog {
  private static final HexFormat HEX = HexFormat.of();

  private final Path file;
  private final OutputStream out;
  private final MessageDigest sha256;
  private String previous = "0".repeat(64);

  HashChainLog(Path folder) throws IOException, GeneralSecurityException {
    file = folder.resolve("log.jsonl");
    out = new BufferedOutputStream(Files.newOutputStream(file));
    sha256 = MessageDigest.getInstance("SHA-256");
  }

  @Override
  public LogAppender appender() {
    return this::append;
  }

  private synchronized void append(long call) throws IOException {
    byte[] line = SampleDecision.json(call, previous).getBytes(StandardCharsets.UTF_8);
    previous = HEX.formatHex(sha256.digest(line));
    out.write(line);
    out.write('\n');
  }

  @Override
  public long stored() throws IOException {
    try (Stream<String> lines = Files.lines(file)) {
      return lines.count();
    }
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
