package dev.sallyport.benchmarks.policy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** JSON arguments of 2 KB and 64 KB: one long text, or many small values. */
final class ArgumentTexts {
  /** Different documents of a kind, so that no branch is learned by heart. */
  static final int DOCUMENTS = 16;

  private static final List<String> WORDS =
      List.of("the", "order", "was", "late,", "please", "refund", "shipping", "to", "customer.");

  private ArgumentTexts() {}

  /** Kinds by title; each document has the arguments {@code amount} and {@code currency}. */
  static Map<String, List<String>> all() {
    Map<String, List<String>> all = new LinkedHashMap<>();
    for (int bytes : new int[] {2 << 10, 64 << 10}) {
      String size = (bytes >> 10) + " KB";
      Random random = new Random(bytes);
      List<String> texts = new ArrayList<>();
      List<String> structures = new ArrayList<>();
      for (int i = 0; i < DOCUMENTS; i++) {
        texts.add(text(bytes, random));
        structures.add(structure(bytes, random));
      }
      all.put(size + ", one long text", texts);
      all.put(size + ", many values", structures);
    }
    return all;
  }

  private static String text(int bytes, Random random) {
    StringBuilder json = new StringBuilder("{\"amount\":99,\"currency\":\"EUR\",\"body\":\"");
    while (json.length() < bytes - 12) {
      json.append(WORDS.get(random.nextInt(WORDS.size()))).append(' ');
    }
    return json.append("\"}").toString();
  }

  private static String structure(int bytes, Random random) {
    StringBuilder json = new StringBuilder("{\"amount\":99,\"currency\":\"EUR\",\"items\":[");
    while (json.length() < bytes - 75) {
      json.append(json.charAt(json.length() - 1) == '[' ? "" : ",");
      json.append("{\"sku\":\"A-").append(1_000 + random.nextInt(9_000));
      json.append("\",\"count\":").append(random.nextInt(50));
      json.append(",\"price\":").append(random.nextInt(900)).append('.').append(random.nextInt(99));
      json.append(",\"gift\":").append(random.nextBoolean()).append('}');
    }
    return json.append("]}").toString();
  }
}
