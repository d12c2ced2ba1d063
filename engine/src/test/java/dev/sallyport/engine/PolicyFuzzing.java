package dev.sallyport.engine;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Fuzzing target: documents are refused with places in them, or make a policy that decides as the
 * plain evaluator does. Documents are separated by the byte 0x1e, which YAML has no use for; the
 * first is read, the others ({@code 1.yaml}, {@code 2.yaml}) can be extended.
 */
public final class PolicyFuzzing {
  private static final byte SEPARATOR = 0x1e;
  private static final CallView[] CALLS = Calls.various();

  private PolicyFuzzing() {}

  /** Called by the fuzzer. */
  public static void fuzzerTestOneInput(byte[] input) {
    Map<String, PolicySource> documents = documents(input);
    PolicySource first = documents.get("0.yaml");
    PolicySet policy;
    try {
      policy =
          PolicyParser.parse(
              List.of(first), EngineLimits.DEFAULTS, (file, path) -> documents.get(path));
    } catch (PolicyException e) {
      if (e.problems().isEmpty()) {
        throw new AssertionError("refused without a problem", e);
      }
      check(e.problems(), documents);
      return;
    }
    check(policy.warnings(), documents);
    Calls.compare(policy, CALLS);
    new PolicyDecisionPoint(policy).prepare();
  }

  private static Map<String, PolicySource> documents(byte[] input) {
    Map<String, PolicySource> documents = new HashMap<>();
    int start = 0;
    for (int at = 0; at <= input.length; at++) {
      if (at == input.length || input[at] == SEPARATOR) {
        String name = documents.size() + ".yaml";
        byte[] content = java.util.Arrays.copyOfRange(input, start, at);
        documents.put(name, new PolicySource(name, content));
        start = at + 1;
      }
    }
    return documents;
  }

  private static void check(List<PolicyProblem> problems, Map<String, PolicySource> documents) {
    for (PolicyProblem problem : problems) {
      Messages.check(problem.message());
      PolicySource source = documents.get(problem.file());
      if (source == null) {
        throw new AssertionError("no such file: " + problem);
      }
      List<Integer> widths = lineWidths(new String(source.content(), StandardCharsets.UTF_8));
      int line = problem.line();
      int column = problem.column();
      if (line < 1 || line > widths.size() || column < 1 || column > widths.get(line - 1) + 1) {
        throw new AssertionError("no such place: " + problem + " in lines of " + widths);
      }
    }
  }

  /**
   * How many characters each line has; its last one is followed by the end of the text. A CR at the
   * end of the text may be one more character or the end of a line.
   */
  private static List<Integer> lineWidths(String text) {
    List<Integer> widths = new ArrayList<>();
    int width = 0;
    for (int at = 0; at < text.length(); at += Character.charCount(text.codePointAt(at))) {
      int character = text.codePointAt(at);
      boolean last = at + 1 == text.length();
      boolean crlf = character == '\r' && !last && text.charAt(at + 1) == '\n';
      if (character == '\n' || character == '\r' && !crlf) {
        widths.add(character == '\r' && last ? width + 1 : width);
        width = 0;
      } else if (character != '\ufeff' || at > 0) {
        width++;
      }
    }
    widths.add(width);
    return widths;
  }
}
