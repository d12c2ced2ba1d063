package dev.sallyport.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads one case of a case file. */
final class CaseReader {
  private static final String[] KEYS = {
    "name", "call", "http", "agent", "session", "stage", "content", "time", "repeat", "every",
    "expect"
  };
  private static final String[] CALL_KEYS = {"tool", "arguments"};
  private static final String[] EFFECTS = {"allow", "deny", "require_approval"};

  /** 2026-01-01T12:00:00Z, a Thursday: cases without a time still have a fixed one. */
  private static final long USUAL_TIME = 1_767_268_800_000L;

  /** Milliseconds from a case's first call to its last; also keeps the sums from overflowing. */
  private static final long MAX_SPAN = 366L * 86_400_000;

  private final PolicyText source;
  private final CaseFields fields;

  CaseReader(PolicyText source, CaseFields fields) {
    this.source = source;
    this.fields = fields;
  }

  /** Null if the case is wrong in a way that leaves nothing to return. */
  @Nullable PolicyCase read(YamlNode item) {
    if (!(item instanceof YamlNode.Mapping mapping)) {
      source.problem(item, "got " + item.kind() + ", wanted a case (a mapping)");
      return null;
    }
    Map<String, YamlNode> values = fields.sorted(mapping, KEYS, " in a case");
    YamlNode nameNode = required(item, values, "name", "a name for the case");
    String name = nameNode == null ? null : fields.text("name", nameNode);
    Stage stage = stage(values.get("stage"));
    YamlNode http = values.get("http");
    HttpRequestView request = http == null ? null : request(http, values, stage);
    Map<String, YamlNode> call = http == null ? call(item, values, stage) : Map.of();
    YamlNode expect = required(item, values, "expect", "an effect, or a mapping with `effect`");
    List<ExpectedFact> facts = new ArrayList<>();
    Effect effect = expect == null ? null : effect(expect, facts);
    PolicyCase read =
        new PolicyCase(
            name == null ? "" : name,
            item.line(),
            request == null
                ? fields.anyText("tool", call.get("tool"))
                : RequestRules.tool(request.method()),
            arguments(call.get("arguments")),
            fields.anyText("agent", values.get("agent")),
            fields.anyText("session", values.get("session")),
            stage,
            fields.anyText("content", values.get("content")),
            request,
            time(values.get("time")),
            repeat(values),
            every(values),
            effect == null ? Effect.DENY : effect,
            facts);
    return name == null || effect == null ? null : read;
  }

  private @Nullable YamlNode required(
      YamlNode item, Map<String, YamlNode> values, String key, String wanted) {
    YamlNode node = values.get(key);
    if (node == null) {
      source.problem(item, "got a case without `" + key + "`, wanted " + wanted);
    }
    return node;
  }

  private Stage stage(@Nullable YamlNode node) {
    String word = node == null ? null : fields.word("stage", node, Stage.words());
    Stage stage = word == null ? null : Stage.of(word);
    return stage == null ? Stage.PRE_TOOL : stage;
  }

  /** A message has no tool; a call without one is a case too, but `tool: null` must say so. */
  private Map<String, YamlNode> call(YamlNode item, Map<String, YamlNode> values, Stage stage) {
    boolean needsTool = stage.hasTool();
    YamlNode node = values.get("call");
    if (node == null) {
      if (needsTool) {
        source.problem(item, "got a case without `call`, wanted a mapping with `tool`");
      }
      return Map.of();
    }
    if (!(node instanceof YamlNode.Mapping mapping)) {
      fields.problem(node, "call", "got " + node.kind() + ", wanted a mapping with `tool`");
      return Map.of();
    }
    Map<String, YamlNode> call = fields.sorted(mapping, CALL_KEYS, " in a call");
    if (needsTool && !call.containsKey("tool")) {
      fields.problem(node, "call", "got no `tool`, wanted the tool's name (or null)");
    }
    return call;
  }

  private @Nullable String arguments(@Nullable YamlNode node) {
    if (node instanceof YamlNode.Mapping mapping) {
      return new JsonFromYaml(source).write(mapping);
    }
    if (node instanceof YamlNode.Sequence) {
      fields.problem(node, "arguments", "got a list, wanted a mapping, or JSON text in quotes");
      return null;
    }
    return fields.anyText("arguments", node);
  }

  private HttpRequestView request(YamlNode http, Map<String, YamlNode> values, Stage stage) {
    YamlNode call = values.get("call");
    if (call != null) {
      fields.problem(call, "call", "got it beside `http`, wanted one of them");
    }
    if (stage != Stage.PRE_TOOL) {
      fields.problem(http, "http", "got it in `" + stage.word() + "`, wanted it in `pre_tool`");
    }
    return new CaseRequestReader(source, fields).read(http);
  }

  private long time(@Nullable YamlNode node) {
    return node == null ? USUAL_TIME : fields.instant("time", node);
  }

  private int repeat(Map<String, YamlNode> values) {
    YamlNode node = values.get("repeat");
    return node == null ? 1 : fields.count("repeat", node);
  }

  private long every(Map<String, YamlNode> values) {
    YamlNode node = values.get("every");
    if (node == null) {
      return 0;
    }
    long every = fields.duration("every", node);
    YamlNode times = values.get("repeat");
    if (times == null) {
      fields.problem(node, "every", "got it without `repeat`, wanted both");
    } else if (every > MAX_SPAN / fields.count("repeat", times)) {
      fields.problem(node, "every", "got a span of more than a year, wanted less");
    }
    return every;
  }

  private @Nullable Effect effect(YamlNode expect, List<ExpectedFact> facts) {
    if (!(expect instanceof YamlNode.Mapping mapping)) {
      return effect("expect", expect);
    }
    Map<String, YamlNode> values = fields.sorted(mapping, expectKeys(), " in `expect`");
    for (ExpectedFact.Kind kind : ExpectedFact.Kind.values()) {
      YamlNode node = values.get(kind.key());
      if (node != null) {
        facts.add(new ExpectedFact(kind, wanted(kind, node)));
      }
    }
    YamlNode effect = values.get("effect");
    if (effect == null) {
      fields.problem(expect, "expect", "got no `effect`, wanted " + Wanted.oneOf(EFFECTS));
      return null;
    }
    return effect("effect", effect);
  }

  private @Nullable Effect effect(String key, YamlNode node) {
    String word = fields.word(key, node, EFFECTS);
    if (word == null) {
      return null;
    }
    return word.equals("allow")
        ? Effect.ALLOW
        : word.equals("deny") ? Effect.DENY : Effect.REQUIRE_APPROVAL;
  }

  private static String[] expectKeys() {
    ExpectedFact.Kind[] kinds = ExpectedFact.Kind.values();
    String[] keys = new String[kinds.length + 1];
    keys[0] = "effect";
    for (ExpectedFact.Kind kind : kinds) {
      keys[kind.ordinal() + 1] = kind.key();
    }
    return keys;
  }

  private List<String> wanted(ExpectedFact.Kind kind, YamlNode node) {
    switch (kind) {
      case NOTED:
      case ERRING:
      case APPROVERS:
        return fields.texts(kind.key(), node);
      default:
        String text =
            kind == ExpectedFact.Kind.MASKED ? arguments(node) : fields.anyText(kind.key(), node);
        return text == null ? List.of() : List.of(text);
    }
  }
}
