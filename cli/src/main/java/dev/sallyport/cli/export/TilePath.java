package dev.sallyport.cli.export;

import java.util.Locale;

/** Where C2SP tlog-tiles puts tiles and entry bundles below a log's prefix. */
final class TilePath {
  /** A full tile has so many hashes, a full bundle so many entries. */
  static final int WIDTH = 256;

  private TilePath() {}

  /** The tile {@code number} of {@code level}; {@code width} is 1 to 256. */
  static String tile(int level, long number, int width) {
    return "tile/" + level + "/" + number(number) + suffix(width);
  }

  /** The entry bundle {@code number}; {@code width} is 1 to 256. */
  static String entries(long number, int width) {
    return "tile/entries/" + number(number) + suffix(width);
  }

  private static String suffix(int width) {
    return width == WIDTH ? "" : ".p/" + width;
  }

  /** Groups of three digits, each but the last after an {@code x}. */
  private static String number(long number) {
    String path = String.format(Locale.ROOT, "%03d", number % 1_000);
    for (long rest = number / 1_000; rest > 0; rest /= 1_000) {
      path = String.format(Locale.ROOT, "x%03d/", rest % 1_000) + path;
    }
    return path;
  }
}
