package dev.sallyport.engine;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads policy documents. A policy that does not parse to the last character is not loaded. Runs
 * before {@code main} of the governed application, so it keeps away from what is slow to load:
 * lambdas, regular expressions, reflection.
 */
public final class PolicyParser {
  private PolicyParser() {}

  /**
   * Sets up what every parse needs. Not required; in a cold JVM it lets another thread do so before
   * the sources are known.
   */
  public static void prepare() {
    YamlReader.prepare();
  }

  /**
   * Reads and unites documents. Thread-safe.
   *
   * @param sources at least one; their order does not matter
   * @throws PolicyException naming every problem found, up to {@link EngineLimits#POLICY_PROBLEMS}
   */
  public static PolicySet parse(List<PolicySource> sources) throws PolicyException {
    List<PolicyProblem> problems = new ArrayList<>();
    List<PolicySource> sorted = sorted(sources, problems);
    List<Rule> rules = new ArrayList<>();
    Map<String, String> names = new HashMap<>();
    Effect otherwise = Effect.ALLOW;
    for (PolicySource source : sorted) {
      if (read(source, problems, names, rules) == Effect.DENY) {
        otherwise = Effect.DENY;
      }
    }
    if (!problems.isEmpty()) {
      throw new PolicyException(problems);
    }
    return new PolicySet(byPriority(rules), otherwise, sorted);
  }

  private static List<PolicySource> sorted(
      List<PolicySource> sources, List<PolicyProblem> problems) {
    if (sources.isEmpty()) {
      problems.add(new PolicyProblem("policy", 1, 1, "got no document, wanted at least one"));
    }
    List<PolicySource> sorted = new ArrayList<>();
    for (PolicySource source : sources) {
      int at = 0;
      while (at < sorted.size() && sorted.get(at).name().compareTo(source.name()) < 0) {
        at++;
      }
      if (at < sorted.size() && sorted.get(at).name().equals(source.name())) {
        problems.add(new PolicyProblem(source.name(), 1, 1, "got the document twice"));
      }
      sorted.add(at, source);
    }
    return sorted;
  }

  private static Effect read(
      PolicySource source,
      List<PolicyProblem> problems,
      Map<String, String> names,
      List<Rule> rules) {
    if (source.content().length > EngineLimits.POLICY_BYTES) {
      String got = "got " + source.content().length + " bytes, wanted at most ";
      String message = got + EngineLimits.POLICY_BYTES;
      problems.add(new PolicyProblem(source.name(), 1, 1, message));
      return Effect.DENY;
    }
    CharBuffer decoded = CharBuffer.allocate(source.content().length);
    boolean valid = decode(source.content(), decoded);
    decoded.flip();
    int start = decoded.length() > 0 && decoded.charAt(0) == '\ufeff' ? 1 : 0;
    PolicyText text =
        new PolicyText(
            source.name(), decoded.subSequence(start, decoded.length()).toString(), problems);
    if (!valid) {
      notUtf8(text);
      return Effect.DENY;
    }
    YamlNode document = YamlReader.read(text);
    return document == null ? Effect.DENY : DocumentReader.read(text, document, names, rules);
  }

  private static boolean decode(byte[] content, CharBuffer decoded) {
    CoderResult result =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT)
            .decode(ByteBuffer.wrap(content), decoded, true);
    return !result.isError();
  }

  /** {@code text} ends where the bytes stop making sense. */
  private static void notUtf8(PolicyText text) {
    int line = 1;
    int lineStart = 0;
    for (int at = 0; at < text.text.length(); at++) {
      if (text.text.charAt(at) == '\n') {
        line++;
        lineStart = at + 1;
      }
    }
    int column = text.text.codePointCount(lineStart, text.text.length()) + 1;
    text.problem(line, column, "got bytes that are not UTF-8, wanted UTF-8 text");
  }

  /** Insertion sort: stable, and policies are short. */
  private static List<Rule> byPriority(List<Rule> rules) {
    List<Rule> sorted = new ArrayList<>(rules.size());
    for (Rule rule : rules) {
      int at = sorted.size();
      while (at > 0 && sorted.get(at - 1).priority() < rule.priority()) {
        at--;
      }
      sorted.add(at, rule);
    }
    return sorted;
  }
}
