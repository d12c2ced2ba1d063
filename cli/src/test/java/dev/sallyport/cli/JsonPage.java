package dev.sallyport.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Compares the fields that {@code --json} writes with the table of a page. */
final class JsonPage {
  private JsonPage() {}

  /** For each field the kinds of object that have it, as the page's JSON section says. */
  static SortedMap<String, TreeSet<String>> documented(String page) throws Exception {
    SortedMap<String, TreeSet<String>> documented = new TreeMap<>();
    boolean inSection = false;
    for (String line : Files.readAllLines(Path.of(page))) {
      if (line.startsWith("## ")) {
        inSection = line.equals("## JSON");
      } else if (inSection && line.startsWith("| `")) {
        String[] cells = line.split("\\|");
        documented.put(
            cells[1].replace("`", "").strip(),
            new TreeSet<>(List.of(cells[2].strip().split(", "))));
      }
    }
    return documented;
  }

  /** The same of what was written. */
  static SortedMap<String, TreeSet<String>> emitted(String lines) {
    SortedMap<String, TreeSet<String>> emitted = new TreeMap<>();
    for (String line : lines.split("\n")) {
      String kind = line.replaceFirst("\\{\"kind\":\"(\\w+)\".*", "$1");
      try (JsonParser parser = new JsonFactory().createParser(ObjectReadContext.empty(), line)) {
        for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
          if (token == JsonToken.PROPERTY_NAME) {
            emitted.computeIfAbsent(parser.currentName(), name -> new TreeSet<>()).add(kind);
          }
        }
      }
    }
    return emitted;
  }
}
