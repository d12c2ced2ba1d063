package dev.sallyport.benchmarks.log;

import ch.qos.logback.core.AsyncAppenderBase;
import ch.qos.logback.core.ContextBase;
import ch.qos.logback.core.FileAppender;
import ch.qos.logback.core.encoder.EncoderBase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * Logback's asynchronous appender before its file appender, which drops nothing and waits when its
 * queue of 8,192 is full. What is in the queue is lost if the process is killed.
 */
final class LogbackLog implements MeasuredLog {
  private static final int QUEUE = 8192;

  private final Path file;
  private final AsyncAppenderBase<String> async = new AsyncAppenderBase<>();

  LogbackLog(Path folder) {
    file = folder.resolve("log.jsonl");
    ContextBase context = new ContextBase();
    FileAppender<String> appender = new FileAppender<>();
    appender.setContext(context);
    appender.setFile(file.toString());
    Lines lines = new Lines();
    lines.setContext(context);
    lines.start();
    appender.setEncoder(lines);
    appender.start();
    async.setContext(context);
    async.setQueueSize(QUEUE);
    async.setDiscardingThreshold(0);
    async.addAppender(appender);
    async.start();
  }

  /** A line for each event. */
  private static final class Lines extends EncoderBase<String> {
    @Override
    public byte[] headerBytes() {
      return new byte[0];
    }

    @Override
    public byte[] encode(String event) {
      return (event + '\n').getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public byte[] footerBytes() {
      return new byte[0];
    }
  }

  @Override
  public LogAppender appender() {
    return call -> async.doAppend(SampleDecision.json(call, ""));
  }

  @Override
  public long stored() throws IOException {
    try (Stream<String> lines = Files.lines(file)) {
      return lines.count();
    }
  }

  @Override
  public void close() {
    async.setMaxFlushTime(0);
    async.stop();
  }
}
