package dev.sallyport.cli.fleet;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads headers from a file, so that secrets stand in no command line. */
final class OtlpHeaders {
  private static final Set<String> OURS =
      Set.of("content-type", "content-encoding", "content-length", "host", "connection");

  private OtlpHeaders() {}

  /**
   * The headers in {@code file}: {@code name: value}, one a line; none for null.
   *
   * @throws IOException if it can't be read, or a line is no header; its value is not repeated
   */
  static Map<String, String> read(@Nullable Path file) throws IOException {
    Map<String, String> headers = new LinkedHashMap<>();
    List<String> lines =
        file == null ? List.of() : Files.readAllLines(file, StandardCharsets.UTF_8);
    int number = 0;
    for (String line : lines) {
      number++;
      if (line.isBlank()) {
        continue;
      }
      int colon = line.indexOf(':');
      String name = colon <= 0 ? "" : line.substring(0, colon).trim();
      String value = line.substring(colon + 1).trim();
      if (!isToken(name) || !isPlain(value) || OURS.contains(name.toLowerCase(Locale.ROOT))) {
        throw new IOException("`" + file + "`, line " + number + ": wanted a header `name: value`");
      }
      headers.put(name, value);
    }
    return headers;
  }

  private static boolean isToken(String name) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean digit = c >= '0' && c <= '9';
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      if (!digit && !letter && "!#$%&'*+-.^_`|~".indexOf(c) < 0) {
        return false;
      }
    }
    return !name.isEmpty();
  }

  private static boolean isPlain(String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c < ' ' || c > '~') {
        return false;
      }
    }
    return !value.isEmpty();
  }
}
