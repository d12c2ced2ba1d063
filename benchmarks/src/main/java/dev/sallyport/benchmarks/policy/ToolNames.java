package dev.sallyport.benchmarks.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * The tools of a workload. A name is {@code group_verb_number_object}; rules name it whole, by its
 * group ({@code group_*}) or by its object ({@code *_object}).
 *
 * @param names every tool
 * @param groups the beginnings, with the underscore
 * @param objects the ends, with the underscore
 */
record ToolNames(List<String> names, List<String> groups, List<String> objects) {
  private static final List<String> GROUPS =
      List.of("billing", "crm", "mail", "files", "search", "hr", "ops", "cloud", "ticket", "wiki");
  private static final List<String> OBJECTS =
      List.of("order", "refund", "invoice", "report", "user", "note", "job", "page", "lead", "key");
  private static final List<String> VERBS =
      List.of("get", "list", "create", "update", "delete", "export", "send", "approve");

  /**
   * Makes {@code rules / 4} tools, at least three. The number of groups decides how many globs fit
   * a name, and is chosen so that about 3 of 10 rules, 14 of 100, 17 of 1,000 and 62 of 10,000 fit.
   */
  static ToolNames forRules(int rules, Random random) {
    int tools = Math.max(3, rules / 4);
    int groupCount = rules <= 10 ? 3 : rules <= 100 ? 2 : rules <= 1_000 ? 20 : 47;
    int objectCount = rules <= 100 ? 3 : groupCount;
    List<String> groups = numbered(GROUPS, groupCount, "", "_");
    List<String> objects = numbered(OBJECTS, objectCount, "_", "");
    List<String> names = new ArrayList<>();
    for (int i = 0; i < tools; i++) {
      String verb = VERBS.get(random.nextInt(VERBS.size()));
      String object = objects.get(random.nextInt(objectCount));
      names.add(groups.get(i % groupCount) + verb + "_" + i + object);
    }
    return new ToolNames(names, groups, objects);
  }

  private static List<String> numbered(List<String> words, int count, String before, String after) {
    List<String> numbered = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String number = i < words.size() ? "" : Integer.toString(i / words.size());
      numbered.add(before + words.get(i % words.size()) + number + after);
    }
    return numbered;
  }
}
