package dev.sallyport.cli;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Calls as models make them, and as attackers would. */
final class RandomCalls {
  private static final String[] TOOLS = {
    "search", "issue_refund", "a\"b", "it's", "x: y", "# no", "退款", "a\\b", "- name: evil", "{}"
  };
  private static final String[] AGENTS = {"desk", "Zo\u00eb", "a'b\"c", "x]"};
  private static final String[] NAMES = {
    "amount",
    "to",
    "q",
    "odd key",
    "it's",
    "a\"]",
    "n\nl",
    "\u00e9",
    "and",
    "args",
    "\\",
    "x' or 'a"
  };
  private static final String[] TEXTS = {
    "EUR",
    "USD",
    "",
    "a' or true or 'b",
    "\"",
    "line\nbreak",
    "\u202e\u0007",
    "退款 \ud83d\ude00",
    "a longer text that nobody would list",
    "\\u0041",
    "250",
    "true",
    "string(15)"
  };

  private final Random random;

  RandomCalls(Random random) {
    this.random = random;
  }

  String tool() {
    return one(TOOLS);
  }

  @Nullable String agent() {
    return random.nextInt(4) == 0 ? null : one(AGENTS);
  }

  private String one(String[] of) {
    return of[random.nextInt(of.length)];
  }

  String arguments() {
    return object(2, 4);
  }

  /** Arguments of few names and values, so that what was refused lies between what ran. */
  String narrowArguments() {
    String amount = random.nextInt(5) == 0 ? text(one(TEXTS)) : "" + random.nextInt(40);
    String to = random.nextInt(5) == 0 ? "null" : text("customer " + random.nextInt(30));
    String tags = random.nextBoolean() ? "" : ",\"tags\":" + list(1);
    return "{\"amount\":" + amount + ",\"to\":" + to + tags + "}";
  }

  private String object(int depth, int members) {
    List<String> names = new ArrayList<>(List.of(NAMES));
    Collections.shuffle(names, random);
    StringBuilder json = new StringBuilder("{");
    int count = random.nextInt(members);
    for (int at = 0; at < count; at++) {
      json.append(at == 0 ? "" : ",").append(text(names.get(at))).append(':').append(value(depth));
    }
    return json.append('}').toString();
  }

  private String value(int depth) {
    return switch (random.nextInt(depth > 0 ? 9 : 7)) {
      case 0 -> Integer.toString(random.nextInt(2_000) - 500);
      case 1 -> (random.nextInt(9) + 1) + "." + (random.nextInt(9) + 1);
      case 2 -> random.nextBoolean() ? "1e300" : "-2.5e-7";
      case 3 -> Boolean.toString(random.nextBoolean());
      case 4 -> "null";
      case 5, 6 -> text(one(TEXTS));
      case 7 -> list(depth);
      default -> object(depth - 1, 3);
    };
  }

  private String list(int depth) {
    StringBuilder json = new StringBuilder("[");
    int count = random.nextInt(4);
    boolean same = random.nextBoolean();
    for (int at = 0; at < count; at++) {
      String element = same ? Integer.toString(random.nextInt(50)) : value(depth - 1);
      json.append(at == 0 ? "" : ",").append(element);
    }
    return json.append(']').toString();
  }

  static String text(String text) {
    StringBuilder json = new StringBuilder("\"");
    for (int at = 0; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == '"' || c == '\\') {
        json.append('\\').append(c);
      } else if (c < 0x20) {
        json.append(String.format("\\u%04x", (int) c));
      } else {
        json.append(c);
      }
    }
    return json.append('"').toString();
  }
}
