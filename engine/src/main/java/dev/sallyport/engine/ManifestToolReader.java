package dev.sallyport.engine;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads one tool of a manifest. */
final class ManifestToolReader {
  private static final int SECONDS = 60;

  private final PolicyText source;
  private final FieldReader fields;
  private final YamlNode.Mapping tool;
  private final List<ManifestCheck> checks = new ArrayList<>();
  private @Nullable String name;
  private @Nullable RateLimit limit;
  private boolean isAsked;
  private List<String> approvers = List.of();

  ManifestToolReader(PolicyText source, YamlNode.Mapping tool) {
    this.source = source;
    this.fields = new FieldReader(source);
    this.tool = tool;
  }

  /** The tool, or null if it has no acceptable name. */
  @Nullable ManifestTool read() {
    @Nullable YamlNode[] values = new @Nullable YamlNode[ManifestToolField.keys().length];
    for (YamlNode.Entry entry : tool.entries()) {
      String key = entry.key().text();
      ManifestToolField field = ManifestToolField.of(key);
      if (field == null) {
        String got = "unknown key " + Quoted.of(key) + " in a tool of a manifest";
        source.problem(entry.key(), got + Wanted.insteadOf(key, ManifestToolField.keys()));
      } else {
        values[field.ordinal()] = entry.value();
        take(field, entry.value());
      }
    }
    if (values[ManifestToolField.NAME.ordinal()] == null) {
      source.problem(tool, "got a tool without `name`, wanted a tool's name or a glob");
    }
    YamlNode asked = values[ManifestToolField.APPROVERS.ordinal()];
    if (asked != null && !isAsked) {
      String wanted = "wanted it with `requires_human_approval: true` only";
      fields.problem(asked, "approvers", "got it for a tool that is not asked for, " + wanted);
    }
    return name == null ? null : new ManifestTool(name, tool, checks, limit, isAsked, approvers);
  }

  private void take(ManifestToolField field, YamlNode node) {
    switch (field) {
      case NAME:
        YamlNode.Scalar scalar = fields.text(field.key, node);
        name = scalar == null ? null : fields.pattern(field.key, scalar);
        break;
      case PARAMETERS:
        parameters(node);
        break;
      case MAX_AMOUNT:
        maxAmount(node);
        break;
      case MAX_CALLS_PER_MINUTE:
        int calls = fields.integer(field.key, node, 1, RateLimit.MAX_CALLS);
        limit = new RateLimit(calls, SECONDS);
        break;
      case REQUIRES_HUMAN_APPROVAL:
        isAsked = fields.flag(field.key, node, true);
        break;
      case APPROVERS:
        approvers = fields.names(field.key, node);
        break;
      case DESCRIPTION:
      case CLASSIFICATION:
        fields.note(field.key, node);
        break;
    }
  }

  private void parameters(YamlNode node) {
    if (!(node instanceof YamlNode.Mapping mapping)) {
      String wanted = ", wanted a mapping of parameters";
      fields.problem(node, ManifestToolField.PARAMETERS.key, "got " + node.kind() + wanted);
      return;
    }
    for (YamlNode.Entry entry : mapping.entries()) {
      String parameter = entry.key().text();
      String wrong = CallNames.problemOf(parameter);
      if (wrong != null) {
        source.problem(entry.key(), "parameter: " + wrong);
        continue;
      }
      checks.addAll(ParameterReader.read(source, parameter, entry.value()));
    }
  }

  /** The argument {@code amount} must be there: a tool that calls it otherwise has no bound. */
  private void maxAmount(YamlNode node) {
    String key = ManifestToolField.MAX_AMOUNT.key;
    NumberLiteral most = fields.number(key, node);
    if (most == null) {
      return;
    }
    Operand.Path amount = ParameterReader.argument("amount");
    Expression violation =
        new Expression.AnyOf(
            List.of(
                new Expression.Not(new Expression.IsType(amount, JsonType.NUMBER)),
                new Expression.Comparison(Operator.GREATER, amount, new Operand.Literal(most))));
    checks.add(new ManifestCheck(key, node, violation));
  }
}
