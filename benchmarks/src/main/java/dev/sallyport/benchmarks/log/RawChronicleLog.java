package dev.sallyport.benchmarks.log;

import java.nio.file.Path;
import net.openhft.chronicle.queue.ChronicleQueue;
import net.openhft.chronicle.queue.ExcerptAppender;
import net.openhft.chronicle.queue.ExcerptTailer;
import net.openhft.chronicle.queue.RollCycles;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueueBuilder;
import net.openhft.chronicle.wire.DocumentContext;

/** The store alone: bytes that are ready, an appender for each thread. */
final class RawChronicleLog implements MeasuredLog {
  private final Path folder;
  private final ChronicleQueue queue;

  RawChronicleLog(Path folder) {
    this.folder = folder;
    this.queue = open(folder);
  }

  private static ChronicleQueue open(Path folder) {
    return SingleChronicleQueueBuilder.binary(folder).rollCycle(RollCycles.FAST_DAILY).build();
  }

  @Override
  public LogAppender appender() {
    ExcerptAppender appender = queue.createAppender();
    byte[] bytes = SampleDecision.bytes();
    return call -> {
      bytes[0] = (byte) call;
      try (DocumentContext document = appender.writingDocument()) {
        document.wire().bytes().write(bytes);
      }
    };
  }

  @Override
  public long stored() {
    long count = 0;
    try (ChronicleQueue read = open(folder);
        ExcerptTailer tailer = read.createTailer()) {
      while (tailer.readBytes(bytes -> bytes.readPosition(bytes.readLimit()))) {
        count++;
      }
    }
    return count;
  }

  @Override
  public void close() {
    queue.close();
  }
}
