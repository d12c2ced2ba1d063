package dev.sallyport.audit;

import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * The folder of one run of an application, named after its start and boot id, such as {@code
 * 20261121T093015.042Z-3f9a1c2000000001}.
 *
 * @param path the folder
 * @param start when the process started, to the millisecond
 * @param bootId the process start that wrote it
 */
public record RunFolder(Path path, Instant start, long bootId) implements Comparable<RunFolder> {
  private static final int START_LENGTH = 20;
  private static final int NAME_LENGTH = START_LENGTH + 1 + 16;

  @Override
  public int compareTo(RunFolder other) {
    int byStart = start.compareTo(other.start);
    return byStart != 0 ? byStart : Long.compareUnsigned(bootId, other.bootId);
  }

  /** The name of the folder of the process start {@code bootId} at {@code start}. */
  static String nameOf(Instant start, long bootId) {
    LocalDateTime time = LocalDateTime.ofEpochSecond(start.getEpochSecond(), 0, ZoneOffset.UTC);
    StringBuilder name = new StringBuilder(NAME_LENGTH);
    padded(name, time.getYear(), 4);
    padded(name, time.getMonthValue(), 2);
    padded(name, time.getDayOfMonth(), 2);
    name.append('T');
    padded(name, time.getHour(), 2);
    padded(name, time.getMinute(), 2);
    padded(name, time.getSecond(), 2);
    name.append('.');
    padded(name, start.getNano() / 1_000_000, 3);
    name.append("Z-");
    DecisionId.appendPadded(name, (int) (bootId >>> 32));
    DecisionId.appendPadded(name, (int) bootId);
    return name.toString();
  }

  /** The run that {@code path} is named after, or null if its name is no run's. */
  static @Nullable RunFolder of(Path path) {
    Path last = path.getFileName();
    String name = last == null ? "" : last.toString();
    if (name.length() != NAME_LENGTH
        || name.charAt(8) != 'T'
        || name.charAt(15) != '.'
        || name.charAt(19) != 'Z'
        || name.charAt(START_LENGTH) != '-') {
      return null;
    }
    try {
      LocalDateTime time =
          LocalDateTime.of(
              number(name, 0, 4),
              number(name, 4, 6),
              number(name, 6, 8),
              number(name, 9, 11),
              number(name, 11, 13),
              number(name, 13, 15),
              number(name, 16, 19) * 1_000_000);
      long bootId = Long.parseUnsignedLong(name, START_LENGTH + 1, NAME_LENGTH, 16);
      return new RunFolder(path, time.toInstant(ZoneOffset.UTC), bootId);
    } catch (DateTimeException | NumberFormatException e) {
      return null;
    }
  }

  private static int number(String name, int from, int to) {
    return Integer.parseUnsignedInt(name, from, to, 10);
  }

  private static void padded(StringBuilder name, int value, int digits) {
    String text = Integer.toString(value);
    for (int i = text.length(); i < digits; i++) {
      name.append('0');
    }
    name.append(text);
  }
}
