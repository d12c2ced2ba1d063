package dev.sallyport.audit.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.queue.ChronicleQueue;
import net.openhft.chronicle.queue.ExcerptAppender;
import net.openhft.chronicle.queue.ExcerptTailer;
import net.openhft.chronicle.queue.RollCycles;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueueBuilder;
import net.openhft.chronicle.wire.DocumentContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is put into the mapped file without Chronicle is still Chronicle's. */
class ChronicleReadsTest {
  /** Enough for several mapped pieces of a file. */
  private static final int MANY = 40_000;

  @TempDir Path folder;

  @Test
  void itsOwnTailerReadsEveryRecordAcrossPiecesAndDays() {
    FaultyStores stores = new FaultyStores();
    try (ChronicleStore store = stores.open(folder)) {
      append(store, 0, MANY);
      stores.nextDay();
      append(store, MANY, MANY + 10);
      stores.nextDay();
      append(store, MANY + 10, MANY + 11);
    }
    try (ChronicleQueue queue = open(true);
        ExcerptTailer tailer = queue.createTailer()) {
      for (int i = 0; i < MANY + 11; i++) {
        assertThat(next(tailer)).as("record " + i).isEqualTo(record(i));
      }
      assertThat(next(tailer)).isNull();
      tailer.toEnd();
      assertThat(next(tailer)).isNull();
    }
  }

  @Test
  void itsOwnTailerFollowsWhileRecordsCome() {
    try (ChronicleStore store = ChronicleStore.open(folder)) {
      append(store, 0, 1);
      try (ChronicleQueue queue = open(true);
          ExcerptTailer tailer = queue.createTailer()) {
        for (int i = 0; i < MANY; i++) {
          assertThat(next(tailer)).isEqualTo(record(i));
          assertThat(next(tailer)).isNull();
          append(store, i + 1, i + 2);
        }
      }
    }
  }

  @Test
  void itsOwnAppenderGoesOnWhereOursEnded() {
    try (ChronicleStore store = ChronicleStore.open(folder)) {
      append(store, 0, MANY);
    }
    try (ChronicleQueue queue = open(false);
        ExcerptAppender appender = queue.createAppender()) {
      try (DocumentContext document = appender.writingDocument()) {
        bytesOf(document).write(record(MANY));
      }
    }
    try (ChronicleQueue queue = open(true);
        ExcerptTailer tailer = queue.createTailer()) {
      for (int i = 0; i <= MANY; i++) {
        assertThat(next(tailer)).isEqualTo(record(i));
      }
    }
  }

  @Test
  void refusesToWriteOverWhatSomeoneElseAppended() throws Exception {
    try (ChronicleStore store = ChronicleStore.open(folder)) {
      append(store, 0, 3);
      Path file = Objects.requireNonNull(store.file());
      long end = endOf(file);
      try (RandomAccessFile other = new RandomAccessFile(file.toFile(), "rw")) {
        other.seek(end);
        other.write(new byte[] {1, 0, 0, 0, 'x'});
      }
      assertThatThrownBy(() -> append(store, 3, 4))
          .isInstanceOf(StoreException.class)
          .hasMessage("someone else writes to `" + file + "`");
      assertThat(store.uncertain()).isTrue();
      assertThatThrownBy(store::settle).isInstanceOf(StoreException.class);
    }
  }

  /** Where the next header of a file goes that is not full. */
  private static long endOf(Path path) throws Exception {
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
      long at = 0;
      while (true) {
        file.seek(at);
        int header = Integer.reverseBytes(file.readInt());
        if (header == 0) {
          return at;
        }
        at = at + 4 + (header & 0x3FFFFFFF) + 3 & ~3L;
      }
    }
  }

  private static void append(ChronicleStore store, int from, int to) {
    for (int i = from; i < to; i++) {
      byte[] record = record(i);
      store.append(record, record.length, store.currentTimeMillis());
    }
  }

  /** Lengths that meet each alignment. */
  private static byte[] record(int number) {
    byte[] record = new byte[280 + number % 37];
    ByteBuffer.wrap(record).putInt(number).putInt(record.length - 4, ~number);
    return record;
  }

  private ChronicleQueue open(boolean readOnly) {
    return SingleChronicleQueueBuilder.binary(folder)
        .rollCycle(RollCycles.FAST_DAILY)
        .readOnly(readOnly)
        .build();
  }

  private static byte @Nullable [] next(ExcerptTailer tailer) {
    List<byte[]> read = new ArrayList<>();
    tailer.readBytes(bytes -> read.add(bytes.toByteArray()));
    return read.isEmpty() ? null : read.get(0);
  }

  private static Bytes<?> bytesOf(DocumentContext document) {
    return Objects.requireNonNull(document.wire()).bytes();
  }
}
