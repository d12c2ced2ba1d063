package dev.sallyport.it;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds decision ids, such as {@code 3f9a1c20-1f}, in a refusal. */
final class DecisionIds {
  private static final Pattern ID = Pattern.compile("\\b[0-9a-f]{8}-[0-9a-f]+\\b");

  private DecisionIds() {}

  static List<String> in(String text) {
    List<String> ids = new ArrayList<>();
    Matcher matcher = ID.matcher(text);
    while (matcher.find()) {
      ids.add(matcher.group());
    }
    return ids;
  }
}
