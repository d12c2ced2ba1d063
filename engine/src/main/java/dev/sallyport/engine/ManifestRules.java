package dev.sallyport.engine;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Declares the rules that an agent's manifest stands for. A listed tool is allowed where nothing is
 * violated; each violation, each denied tool and every tool that is not listed is denied. The
 * allowing rules exclude what the denying ones deny, so that they agree under every strategy.
 */
final class ManifestRules {
  private final PolicyText source;
  private final PolicyDocument document;
  private final PolicyAssembly assembly;
  private final String agent;

  /** {@code agent} is a name or glob in normal form. */
  ManifestRules(PolicyText source, PolicyDocument document, PolicyAssembly assembly, String agent) {
    this.source = source;
    this.document = document;
    this.assembly = assembly;
    this.agent = agent;
  }

  /**
   * Declares the rules of one manifest.
   *
   * @param at the manifest
   * @param denied names or globs in normal form
   */
  void declare(YamlNode at, List<ManifestTool> tools, List<YamlNode.Scalar> denied) {
    List<String> listedNames = new ArrayList<>();
    for (ManifestTool tool : tools) {
      listedNames.add(tool.name());
    }
    List<String> deniedNames = new ArrayList<>();
    for (YamlNode.Scalar tool : denied) {
      String name = CallNames.normalised(tool.text());
      deniedNames.add(name);
      rule(name + ":denied", tool, Action.DENY, name, null);
      if (listedNames.contains(name)) {
        String got = "got " + Quoted.of(name) + " in `tools` and in `denied_tools`";
        source.problem(tool, got + ", wanted it in one of them");
      }
    }
    Expression listed = named(listedNames, at);
    rule("", at, Action.DENY, "*", listed == null ? null : new Expression.Not(listed));
    Expression isDenied = named(deniedNames, at);
    NamePatterns deniedPatterns = new NamePatterns(deniedNames);
    for (ManifestTool tool : tools) {
      boolean overlaps = isGlob(tool.name()) || deniedPatterns.matches(tool.name());
      tool(tool, overlaps ? isDenied : null);
    }
  }

  private static boolean isGlob(String name) {
    return name.indexOf('*') >= 0 || name.indexOf('?') >= 0;
  }

  private void tool(ManifestTool tool, @Nullable Expression denied) {
    List<Expression> violations = new ArrayList<>();
    if (denied != null) {
      violations.add(denied);
    }
    for (ManifestCheck check : tool.checks()) {
      violations.add(check.violation());
      String name = tool.name() + ":" + check.name();
      rule(name, check.at(), Action.DENY, tool.name(), check.violation());
    }
    Expression any = anyOf(violations);
    Action action = tool.isAsked() ? Action.REQUIRE_APPROVAL : Action.ALLOW;
    Expression none = any == null ? null : new Expression.Not(any);
    rule(tool.name(), tool.at(), action, tool.name(), none, tool.limit(), tool.approvers());
  }

  private void rule(
      String name, YamlNode at, Action action, String tool, @Nullable Expression condition) {
    rule(name, at, action, tool, condition, null, List.of());
  }

  private void rule(
      String suffix,
      YamlNode at,
      Action action,
      String tool,
      @Nullable Expression condition,
      @Nullable RateLimit limit,
      List<String> approvers) {
    String name = suffix.isEmpty() ? "manifest:" + agent : "manifest:" + agent + ":" + suffix;
    if (name.length() > EngineLimits.NAME_CHARACTERS) {
      String got = "got names that make a rule name of " + name.length() + " characters";
      source.problem(at, got + ", wanted at most " + EngineLimits.NAME_CHARACTERS);
      return;
    }
    DeclaredRule declared = assembly.declare(source, at, document, name, action);
    declared.rule =
        new Rule(
            name,
            source.file + ":" + at.line(),
            Stage.PRE_TOOL,
            action,
            0,
            document.scope,
            false,
            document.agents,
            new NamePatterns(List.of(agent)),
            tool.equals("*") ? NamePatterns.ANY : new NamePatterns(List.of(tool)),
            condition,
            limit,
            approvers,
            Mask.NONE);
  }

  /** Whether the tool has one of the names; null if there are none. */
  private @Nullable Expression named(List<String> patterns, YamlNode at) {
    Operand.Path tool = new Operand.Path(PathRoot.TOOL, List.of(new Operand.Key("name")));
    List<Object> names = new ArrayList<>();
    List<Expression> parts = new ArrayList<>();
    for (String pattern : patterns) {
      if (!isGlob(pattern)) {
        names.add(pattern);
        continue;
      }
      try {
        parts.add(new Expression.Matches(tool, TextPattern.compile(expression(pattern), 0)));
      } catch (ConditionException e) {
        source.problem(at, e.problem());
      }
    }
    if (!names.isEmpty()) {
      parts.add(new Expression.Comparison(Operator.IN, tool, new Operand.Literal(names)));
    }
    return anyOf(parts);
  }

  private static @Nullable Expression anyOf(List<Expression> parts) {
    if (parts.size() < 2) {
      return parts.isEmpty() ? null : parts.get(0);
    }
    return new Expression.AnyOf(parts);
  }

  /** A glob in RE2 syntax. */
  private static String expression(String glob) {
    StringBuilder expression = new StringBuilder("^(?s:");
    for (int at = 0; at < glob.length(); ) {
      int character = glob.codePointAt(at);
      if (character == '*') {
        expression.append(".*");
      } else if (character == '?') {
        expression.append('.');
      } else if (Character.isLetterOrDigit(character) || character == '_') {
        expression.appendCodePoint(character);
      } else {
        expression.append("\\x{").append(Integer.toHexString(character)).append('}');
      }
      at += Character.charCount(character);
    }
    return expression.append(")$").toString();
  }
}
