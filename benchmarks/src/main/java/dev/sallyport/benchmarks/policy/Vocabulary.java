package dev.sallyport.benchmarks.policy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** The words of the workload: arguments of calls, and tests that they can pass. */
final class Vocabulary {
  private static final List<String> CURRENCIES =
      List.of(
          "EUR", "USD", "GBP", "CHF", "JPY", "SEK", "NOK", "DKK", "PLN", "CZK", "HUF", "RON", "BGN",
          "ISK", "TRY", "AUD", "NZD", "CAD", "SGD", "HKD", "KRW", "INR", "BRL", "MXN", "ZAR", "ILS",
          "AED", "THB", "IDR", "MYR", "PHP", "VND");
  private static final List<String> REGIONS =
      List.of(
          "eu-central",
          "eu-west",
          "eu-north",
          "eu-south",
          "us-east",
          "us-west",
          "us-central",
          "ca-central",
          "sa-east",
          "ap-south",
          "ap-north",
          "ap-east",
          "me-south",
          "me-central",
          "af-south",
          "af-north",
          "uk-south",
          "uk-west",
          "de-north",
          "fr-central",
          "jp-east",
          "jp-west",
          "au-east",
          "au-south");
  private static final List<String> TEAMS =
      List.of(
          "billing", "payroll", "support", "legal", "sales", "audit", "stock", "fleet", "claims",
          "travel", "pricing", "returns");
  private static final List<String> TYPES = List.of("csv", "pdf", "txt", "json", "xml");
  private static final List<String> PEOPLE =
      List.of("jo.smith", "a.jansen", "m.rossi", "li.wei", "p.novak", "s.dubois", "k.olsen");

  private final Random random;

  Vocabulary(Random random) {
    this.random = random;
  }

  /** Eight arguments in random order. */
  Map<String, Object> arguments() {
    List<Map.Entry<String, Object>> entries = new ArrayList<>();
    entries.add(Map.entry("order_id", orderId()));
    entries.add(Map.entry("amount", (long) random.nextInt(10_000)));
    entries.add(Map.entry("quantity", (long) random.nextInt(100)));
    entries.add(Map.entry("currency", any(CURRENCIES)));
    entries.add(Map.entry("region", any(REGIONS)));
    entries.add(Map.entry("to", any(PEOPLE) + "@" + any(TEAMS) + ".acme.example"));
    entries.add(Map.entry("path", path(any(TEAMS), any(TYPES))));
    entries.add(Map.entry("dry_run", random.nextBoolean()));
    Collections.shuffle(entries, random);
    Map<String, Object> arguments = new LinkedHashMap<>();
    entries.forEach(entry -> arguments.put(entry.getKey(), entry.getValue()));
    return arguments;
  }

  NumberTest numberTest() {
    boolean atMost = random.nextBoolean();
    return random.nextBoolean()
        ? new NumberTest("amount", atMost, 1_000 + random.nextInt(8_000))
        : new NumberTest("quantity", atMost, 10 + random.nextInt(80));
  }

  TextTest setTest() {
    boolean currency = random.nextBoolean();
    List<String> words = new ArrayList<>(currency ? CURRENCIES : REGIONS);
    Collections.shuffle(words, random);
    return TextTest.in(currency ? "currency" : "region", List.copyOf(words.subList(0, 4)));
  }

  TextTest patternTest() {
    return switch (random.nextInt(3)) {
      case 0 -> {
        String start = "ORD-" + digit();
        String end = "-" + letter();
        yield TextTest.matching(
            "order_id", start + "[0-9]{4}" + end + "[A-Z]", start + "*" + end + "*");
      }
      case 1 -> {
        String start = "/srv/" + any(TEAMS) + "/";
        String end = any(TYPES);
        yield TextTest.matching("path", start + "[a-z0-9_]+[.]" + end, start + "*." + end);
      }
      default -> {
        String one = any(TEAMS);
        String other = any(TEAMS);
        String end = ".acme.example";
        yield TextTest.matching(
            "to",
            "[a-z.]+@(?:" + one + "|" + other + ")[.]acme[.]example",
            "*@" + one + end,
            "*@" + other + end);
      }
    };
  }

  /** Changes {@code arguments} until they pass both tests. */
  void pass(Map<String, Object> arguments, WorkloadRule rule) {
    redraw(arguments, rule.number(), true);
    redraw(arguments, rule.text(), true);
  }

  /** Changes arguments that pass both tests so that one fails. */
  void failOne(Map<String, Object> arguments, WorkloadRule rule) {
    if (random.nextBoolean()) {
      redraw(arguments, rule.number(), false);
    } else {
      redraw(arguments, rule.text(), false);
    }
  }

  private void redraw(Map<String, Object> arguments, NumberTest test, boolean wanted) {
    while (test.accepts(ArgumentMap.number(arguments, test.argument())) != wanted) {
      arguments.replace(test.argument(), arguments().get(test.argument()));
    }
  }

  private void redraw(Map<String, Object> arguments, TextTest test, boolean wanted) {
    while (test.accepts(ArgumentMap.text(arguments, test.argument())) != wanted) {
      arguments.replace(test.argument(), arguments().get(test.argument()));
    }
  }

  private String orderId() {
    int number = random.nextInt(100_000);
    return "ORD-" + Integer.toString(100_000 + number).substring(1) + "-" + letter() + letter();
  }

  private String path(String team, String type) {
    return "/srv/" + team + "/q" + (1 + random.nextInt(4)) + "_" + any(TEAMS) + "." + type;
  }

  private char digit() {
    return (char) ('0' + random.nextInt(10));
  }

  private char letter() {
    return (char) ('A' + random.nextInt(26));
  }

  private String any(List<String> words) {
    return words.get(random.nextInt(words.size()));
  }
}
