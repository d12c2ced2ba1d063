package dev.sallyport.engine;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the manifest of an agent: the tools it may call and how. */
final class ManifestReader {
  private final PolicyText source;
  private final FieldReader fields;

  ManifestReader(PolicyText source) {
    this.source = source;
    this.fields = new FieldReader(source);
  }

  /** Declares what an entry of {@code manifests} stands for, and reports what is wrong with it. */
  void read(YamlNode node, PolicyDocument document, PolicyAssembly assembly) {
    if (!(node instanceof YamlNode.Mapping manifest)) {
      source.problem(node, "got " + node.kind() + ", wanted a manifest (a mapping)");
      return;
    }
    read(manifest, null, manifest, document, assembly);
  }

  /**
   * Declares what a manifest stands for, and reports what is wrong with it.
   *
   * @param at where a missing agent is reported
   * @param agentNode the agent if it is named outside of the manifest
   */
  void read(
      YamlNode at,
      @Nullable YamlNode agentNode,
      YamlNode.Mapping manifest,
      PolicyDocument document,
      PolicyAssembly assembly) {
    @Nullable YamlNode[] values = sorted(manifest);
    YamlNode description = values[ManifestField.DESCRIPTION.ordinal()];
    if (description != null) {
      fields.note(ManifestField.DESCRIPTION.key, description);
    }
    YamlNode inside = values[ManifestField.AGENT.ordinal()];
    if (inside != null && agentNode != null) {
      fields.problem(inside, ManifestField.AGENT.key, "got the agent twice, wanted it once");
    }
    String agent = agent(at, agentNode == null ? inside : agentNode);
    List<ManifestTool> tools = tools(manifest, values[ManifestField.TOOLS.ordinal()]);
    YamlNode denied = values[ManifestField.DENIED_TOOLS.ordinal()];
    List<YamlNode.Scalar> deniedTools = denied == null ? List.of() : names(denied);
    if (agent != null) {
      new ManifestRules(source, document, assembly, agent).declare(manifest, tools, deniedTools);
    }
  }

  private @Nullable YamlNode[] sorted(YamlNode.Mapping manifest) {
    @Nullable YamlNode[] values = new @Nullable YamlNode[ManifestField.keys().length];
    for (YamlNode.Entry entry : manifest.entries()) {
      String key = entry.key().text();
      ManifestField field = ManifestField.of(key);
      if (field == null) {
        String wanted = Wanted.insteadOf(key, ManifestField.keys());
        source.problem(entry.key(), "unknown key " + Quoted.of(key) + " in a manifest" + wanted);
      } else {
        values[field.ordinal()] = entry.value();
      }
    }
    return values;
  }

  private @Nullable String agent(YamlNode at, @Nullable YamlNode node) {
    if (node == null) {
      source.problem(at, "got a manifest without `agent`, wanted an agent's name or a glob");
      return null;
    }
    YamlNode.Scalar scalar = fields.text(ManifestField.AGENT.key, node);
    return scalar == null ? null : fields.pattern(ManifestField.AGENT.key, scalar);
  }

  /** The tools that a manifest lists; reusable wherever such a list stands. */
  List<ManifestTool> tools(YamlNode manifest, @Nullable YamlNode node) {
    List<ManifestTool> tools = new ArrayList<>();
    if (!(node instanceof YamlNode.Sequence list)) {
      String got = node == null ? "got a manifest without `tools`" : "`tools`: got " + node.kind();
      source.problem(node == null ? manifest : node, got + ", wanted a list of tools");
      return tools;
    }
    for (YamlNode item : list.items()) {
      ManifestTool tool = tool(item);
      if (tool != null) {
        tools.add(tool);
      }
    }
    return tools;
  }

  private List<YamlNode.Scalar> names(YamlNode node) {
    List<YamlNode.Scalar> names = new ArrayList<>();
    for (YamlNode.Scalar scalar : fields.texts(ManifestField.DENIED_TOOLS.key, node)) {
      if (fields.pattern(ManifestField.DENIED_TOOLS.key, scalar) != null) {
        names.add(scalar);
      }
    }
    return names;
  }

  private @Nullable ManifestTool tool(YamlNode node) {
    if (!(node instanceof YamlNode.Mapping mapping)) {
      YamlNode.Scalar scalar = fields.text(ManifestField.TOOLS.key, node);
      String name = scalar == null ? null : fields.pattern(ManifestField.TOOLS.key, scalar);
      return name == null ? null : new ManifestTool(name, node, List.of(), null, false, List.of());
    }
    ManifestToolReader reader = new ManifestToolReader(source, mapping);
    return reader.read();
  }
}
