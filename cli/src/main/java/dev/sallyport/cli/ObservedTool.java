package dev.sallyport.cli;

import dev.sallyport.audit.DecisionRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The uses of one tool. Calls with other names of arguments are other uses, unless there are too
 * many of those to list; calls of unknown agents too, because a rule that names agents is never
 * about them.
 */
final class ObservedTool {
  private static final int MAX_USES = 6;

  private final ObservedUse[] merged = {new ObservedUse(false), new ObservedUse(true)};
  private final List<TreeMap<String, ObservedUse>> byNames =
      List.of(new TreeMap<>(), new TreeMap<>());
  private final boolean[] many = new boolean[2];

  void add(DecisionRecord record, Map<String, Object> arguments, boolean redacted) {
    int known = record.agent() == null ? 0 : 1;
    merged[known].add(record, arguments, redacted);
    if (many[known]) {
      return;
    }
    TreeMap<String, ObservedUse> uses = byNames.get(known);
    String names = new TreeSet<>(arguments.keySet()).toString();
    if (!uses.containsKey(names) && uses.size() == MAX_USES) {
      many[known] = true;
      uses.clear();
      return;
    }
    uses.computeIfAbsent(names, key -> new ObservedUse(known == 1))
        .add(record, arguments, redacted);
  }

  /** The uses to make rules of, those of known agents first. */
  List<ObservedUse> uses() {
    List<ObservedUse> uses = new ArrayList<>();
    for (int known = 1; known >= 0; known--) {
      if (many[known]) {
        uses.add(merged[known]);
      } else {
        uses.addAll(byNames.get(known).values());
      }
    }
    return uses;
  }
}
