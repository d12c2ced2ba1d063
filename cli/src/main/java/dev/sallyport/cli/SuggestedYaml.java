package dev.sallyport.cli;

import java.util.List;
import java.util.Map;

/**
 * Writes a suggested policy. All values are in double quotes and in ASCII, and all comments on one
 * line, so that no recorded name can be taken for anything else.
 */
final class SuggestedYaml {
  private final StringBuilder out = new StringBuilder();

  private SuggestedYaml() {}

  /** The policy without comments. */
  static String of(List<SuggestedRule> rules) {
    SuggestedYaml yaml = new SuggestedYaml();
    yaml.head();
    yaml.rules(rules, false);
    return yaml.out.toString();
  }

  /** The policy as people read it. */
  static String of(List<SuggestedRule> rules, ObservedCalls observed, List<String> remarks) {
    SuggestedYaml yaml = new SuggestedYaml();
    yaml.comment("Suggested from a log of what was seen; read it before you use it.");
    yaml.comment(
        observed.calls
            + " calls from "
            + UtcTime.millis(observed.firstMicros)
            + " to "
            + UtcTime.millis(observed.lastMicros)
            + ", "
            + observed.observed
            + " of them ran.");
    yaml.comment("Bounds are rounded outward. `args.x starts_with ''` holds for every text.");
    for (String remark : remarks) {
      yaml.comment(remark);
    }
    yaml.head();
    yaml.rules(rules, true);
    yaml.counts("Ran, but not allowed here:", observed.leftOut);
    yaml.counts("Not allowed here, because the log refuses it:", observed.refused);
    return yaml.out.toString();
  }

  private void head() {
    out.append("apiVersion: governance.toolkit/v1\nname: suggested\ndefault_action: deny\n");
  }

  private void rules(List<SuggestedRule> rules, boolean commented) {
    out.append(rules.isEmpty() ? "rules: []\n" : "rules:\n");
    for (SuggestedRule rule : rules) {
      if (commented) {
        out.append('\n');
        for (String comment : rule.comments) {
          out.append("  ");
          comment(comment);
        }
      }
      rule(rule);
    }
  }

  private void rule(SuggestedRule rule) {
    out.append("  - name: ").append(quoted(rule.name)).append('\n');
    out.append("    tools: [").append(quoted(rule.tool)).append("]\n");
    if (!rule.agents.isEmpty()) {
      String separator = "    agents: [";
      for (String agent : rule.agents) {
        out.append(separator).append(quoted(agent));
        separator = ", ";
      }
      out.append("]\n");
    }
    String separator = "    condition: \"";
    for (String condition : rule.allConditions()) {
      out.append(separator).append(escaped(condition));
      separator = "\n      and ";
    }
    out.append("\"\n    action: allow\n");
  }

  private void counts(String heading, Map<String, ObservedCalls.Count> counts) {
    if (counts.isEmpty()) {
      return;
    }
    out.append('\n');
    comment(heading);
    for (Map.Entry<String, ObservedCalls.Count> entry : counts.entrySet()) {
      ObservedCalls.Count count = entry.getValue();
      String examples = String.join(" ", count.examples);
      comment("  " + entry.getKey() + ", " + SuggestedRule.times(count.count) + ": " + examples);
    }
  }

  /** Text from the log has gone through {@link TerminalText}, so it cannot end the line. */
  private void comment(String text) {
    out.append("# ").append(text).append('\n');
  }

  private static String quoted(String text) {
    return '"' + escaped(text) + '"';
  }

  /** As YAML 1.2 escapes it in a double-quoted scalar, section 5.7. */
  private static String escaped(String text) {
    StringBuilder out = new StringBuilder();
    for (int at = 0; at < text.length(); ) {
      int character = text.codePointAt(at);
      if (character == '"' || character == '\\') {
        out.append('\\').append((char) character);
      } else if (character >= 0x20 && character < 0x7f) {
        out.append((char) character);
      } else {
        out.append(character > 0xffff ? "\\U" : "\\u");
        for (int shift = character > 0xffff ? 28 : 12; shift >= 0; shift -= 4) {
          out.append(Character.forDigit(character >> shift & 15, 16));
        }
      }
      at += Character.charCount(character);
    }
    return out.toString();
  }
}
