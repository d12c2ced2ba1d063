package dev.sallyport.engine;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The cases of one case file, which docs/policy-testing.md describes. It is read as strictly as a
 * policy.
 *
 * @param policy the policy they are about, a path as the file writes it; null if it names none
 */
public record PolicyCases(@Nullable String policy, List<PolicyCase> cases) {
  private static final char BYTE_ORDER_MARK = '\ufeff';

  /** Copies {@code cases}. */
  public PolicyCases {
    cases = List.copyOf(cases);
  }

  /**
   * Reads a case file. Thread-safe.
   *
   * @throws PolicyException naming every problem found, up to {@link EngineLimits#POLICY_PROBLEMS}
   */
  public static PolicyCases read(PolicySource source) throws PolicyException {
    List<PolicyProblem> problems = new ArrayList<>();
    PolicyCases cases = read(source, problems);
    if (cases == null || !problems.isEmpty()) {
      throw new PolicyException(problems);
    }
    return cases;
  }

  private static @Nullable PolicyCases read(PolicySource source, List<PolicyProblem> problems) {
    String text;
    try {
      text =
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(source.content())).toString();
    } catch (CharacterCodingException e) {
      String message = "got bytes that are not UTF-8, wanted UTF-8 text";
      problems.add(new PolicyProblem(source.name(), 1, 1, message));
      return null;
    }
    if (!text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK) {
      text = text.substring(1);
    }
    PolicyText file = new PolicyText(source.name(), text, problems);
    if (text.isBlank()) {
      file.problem(1, 1, "got an empty file, wanted a list of `cases`");
      return null;
    }
    YamlNode document = YamlReader.read(file);
    return document == null ? null : new CaseFileReader(file).read(document);
  }
}
