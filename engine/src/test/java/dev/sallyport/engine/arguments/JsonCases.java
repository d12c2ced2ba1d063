package dev.sallyport.engine.arguments;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The cases of {@code json-cases.txt}: texts that are acceptable arguments, and texts that are not.
 */
public final class JsonCases {
  /**
   * One line.
   *
   * @param line its number, from 1
   */
  public record Case(int line, boolean acceptable, String text) {}

  private JsonCases() {}

  /** Whether this JVM lets a scan read a String's own bytes. */
  public static boolean areStringsReadInPlace() {
    return StringMemory.isReadable();
  }

  /** All cases. */
  public static List<Case> read() throws IOException {
    List<Case> cases = new ArrayList<>();
    try (InputStream in = JsonCases.class.getResourceAsStream("json-cases.txt")) {
      byte[] bytes = Objects.requireNonNull(in).readAllBytes();
      String[] lines = new String(bytes, StandardCharsets.US_ASCII).split("\n");
      for (int line = 0; line < lines.length; line++) {
        if (!lines[line].startsWith("#")) {
          boolean acceptable = lines[line].startsWith("y ");
          cases.add(new Case(line + 1, acceptable, units(lines[line].substring(2))));
        }
      }
    }
    return cases;
  }

  /** Puts a UTF-16 unit where its number stands in angle brackets. */
  private static String units(String line) {
    StringBuilder text = new StringBuilder();
    int at = 0;
    while (at < line.length()) {
      if (line.charAt(at) == '<' && at + 5 < line.length() && line.charAt(at + 5) == '>') {
        text.append((char) Integer.parseInt(line.substring(at + 1, at + 5), 16));
        at += 6;
      } else {
        text.append(line.charAt(at++));
      }
    }
    return text.toString();
  }
}
