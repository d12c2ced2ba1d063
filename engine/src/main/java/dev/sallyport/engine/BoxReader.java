package dev.sallyport.engine;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads one entry of {@code boxes}. */
final class BoxReader {
  static final String[] KEYS = {
    "name",
    "description",
    "tools",
    "agents",
    "ring",
    "network",
    "processes",
    "files",
    "native",
    "scripts",
    "sql"
  };
  static final String[] FILE_KEYS = {"read", "write"};
  private static final String[] FLAGS = {"allow", "deny"};

  private final PolicyText source;
  private final FieldReader fields;
  private final YamlNode.Mapping box;
  private final BlockKeys keys;

  private BoxReader(PolicyText source, YamlNode.Mapping box) {
    this.source = source;
    this.fields = new FieldReader(source);
    this.box = box;
    this.keys = new BlockKeys(source, box, " in a box", KEYS);
  }

  /** Declares a box, and reports what is wrong with it. */
  static void read(PolicyText source, YamlNode node, PolicyAssembly assembly) {
    if (!(node instanceof YamlNode.Mapping mapping)) {
      source.problem(node, "got " + node.kind() + ", wanted a box (a mapping)");
      return;
    }
    new BoxReader(source, mapping).declare(assembly);
  }

  private void declare(PolicyAssembly assembly) {
    YamlNode nameNode = keys.value("name");
    if (nameNode == null) {
      source.problem(box, "got a box without `name`, wanted a name that no other box has");
    }
    String name = nameNode == null ? null : fields.name("name", nameNode);
    YamlNode description = keys.value("description");
    if (description != null) {
      fields.note("description", description);
    }
    YamlNode tools = keys.value("tools");
    YamlNode agents = keys.value("agents");
    if (tools == null && agents == null) {
      source.problem(box, "got a box without `tools` and `agents`, wanted who is in it");
    }
    BoxPolicy read =
        new BoxPolicy(
            name == null ? "" : name,
            tools == null ? NamePatterns.ANY : fields.patterns("tools", tools),
            agents == null ? NamePatterns.ANY : fields.patterns("agents", agents),
            limits());
    if (name != null && nameNode != null) {
      assembly.box(source, nameNode, read);
    }
  }

  private BoxPolicy.Limits limits() {
    YamlNode ring = keys.value("ring");
    int number = ring == null ? 0 : fields.integer("ring", ring, 0, Ring.COUNT - 1);
    BoxPolicy.Limits start = Ring.limits(number);
    YamlNode network = keys.value("network");
    YamlNode processes = keys.value("processes");
    YamlNode files = keys.value("files");
    YamlNode sql = keys.value("sql");
    List<String> write = files == null ? start.writeRoots() : roots(files, "write");
    List<String> read = files == null ? start.readRoots() : roots(files, "read");
    if (files != null) {
      checkFiles(files);
    }
    return new BoxPolicy.Limits(
        network == null ? start.network() : network(network),
        processes == null ? start.processes() : processes(processes),
        readable(read, write),
        write,
        flag("native", start.nativeCode()),
        flag("scripts", start.scripts()),
        sql == null ? start.statements() : statements(sql));
  }

  /** What may be written may be read. */
  private static @Nullable List<String> readable(
      @Nullable List<String> read, @Nullable List<String> write) {
    if (read == null || write == null) {
      return null;
    }
    Set<String> roots = new LinkedHashSet<>(read);
    roots.addAll(write);
    return new ArrayList<>(roots);
  }

  private static boolean isWord(YamlNode node, String word) {
    return node instanceof YamlNode.Scalar scalar && scalar.isText() && scalar.text().equals(word);
  }

  /** Whether the node is {@code none} or {@code any}; reports any other that is no list. */
  private boolean isWordOrWrong(String key, YamlNode node, String list) {
    if (isWord(node, "none") || isWord(node, "any")) {
      return true;
    }
    if (node instanceof YamlNode.Sequence) {
      return false;
    }
    String got =
        node instanceof YamlNode.Scalar scalar && !scalar.isNull()
            ? Quoted.of(scalar.text())
            : node.kind();
    fields.problem(node, key, "got " + got + ", wanted `none`, `any` or " + list);
    return true;
  }

  private @Nullable Egress network(YamlNode node) {
    if (isWordOrWrong("network", node, "a list of hosts")) {
      return isWord(node, "any") ? null : Egress.NOTHING;
    }
    List<EgressEntry> entries = new EgressReader(source).entries("network", node, true);
    return new Egress(List.of(entries), List.of(), false);
  }

  private @Nullable List<String> processes(YamlNode node) {
    if (isWordOrWrong("processes", node, "a list of executables")) {
      return isWord(node, "any") ? null : List.of();
    }
    List<String> executables = new ArrayList<>();
    for (YamlNode.Scalar scalar : fields.texts("processes", node)) {
      if (!isAbsolute(scalar.text())) {
        String wanted = ", wanted an absolute path: what `PATH` finds is not up to the policy";
        fields.problem(scalar, "processes", "got " + Quoted.of(scalar.text()) + wanted);
      }
      executables.add(scalar.text());
    }
    return executables;
  }

  private static boolean isAbsolute(String path) {
    boolean drive =
        path.length() > 2
            && Character.isLetter(path.charAt(0))
            && path.charAt(1) == ':'
            && (path.charAt(2) == '\\' || path.charAt(2) == '/');
    return path.charAt(0) == '/' || path.startsWith("\\\\") || drive;
  }

  private void checkFiles(YamlNode node) {
    boolean word = isWord(node, "none") || isWord(node, "any");
    if (word) {
      return;
    }
    if (!(node instanceof YamlNode.Mapping mapping)) {
      String wanted = ", wanted `none`, `any` or a mapping with `read` and `write`";
      fields.problem(node, "files", "got " + node.kind() + wanted);
    } else if (new BlockKeys(source, mapping, " in `files`", FILE_KEYS).isEmpty()) {
      String wanted = ", wanted `read`, `write` or both (`files: none` allows none)";
      fields.problem(node, "files", "got an empty mapping" + wanted);
    }
  }

  /** The roots of one kind of access; a mapping that does not state it allows none. */
  private @Nullable List<String> roots(YamlNode files, String access) {
    if (isWord(files, "any")) {
      return null;
    }
    YamlNode node = files instanceof YamlNode.Mapping mapping ? mapping.value(access) : null;
    if (node == null) {
      return List.of();
    }
    if (isWordOrWrong(access, node, "a list of folders and files")) {
      return isWord(node, "any") ? null : List.of();
    }
    List<String> roots = new ArrayList<>();
    for (YamlNode.Scalar scalar : fields.texts(access, node)) {
      if (scalar.text().indexOf('\0') >= 0 || scalar.text().indexOf('*') >= 0) {
        String wanted = ", wanted a folder or a file: all below a folder counts";
        fields.problem(scalar, access, "got " + Quoted.of(scalar.text()) + wanted);
      }
      roots.add(scalar.text());
    }
    return roots;
  }

  private boolean flag(String key, boolean otherwise) {
    YamlNode node = keys.value(key);
    String word = node == null ? null : fields.word(key, node, FLAGS);
    return node == null ? otherwise : "allow".equals(word);
  }

  private @Nullable Set<StatementClass> statements(YamlNode node) {
    if (isWordOrWrong("sql", node, "a list of kinds of statements")) {
      return isWord(node, "any") ? null : Set.of();
    }
    Set<StatementClass> statements = EnumSet.noneOf(StatementClass.class);
    for (YamlNode.Scalar scalar : fields.texts("sql", node)) {
      String word = fields.word("sql", scalar, StatementClass.words());
      StatementClass read = word == null ? null : StatementClass.of(word);
      if (read != null) {
        statements.add(read);
      }
    }
    return statements;
  }
}
