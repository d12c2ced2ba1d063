package dev.sallyport.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the document of a case file. */
final class CaseFileReader {
  private static final String POLICY = "policy";
  private static final String CASES = "cases";
  private static final String[] KEYS = {POLICY, CASES};

  private final PolicyText source;
  private final CaseFields fields;
  private final Map<String, Integer> names = new HashMap<>();

  CaseFileReader(PolicyText source) {
    this.source = source;
    this.fields = new CaseFields(source);
  }

  /** The cases that can be read, or null; what is wrong is then among the source's problems. */
  @Nullable PolicyCases read(YamlNode document) {
    if (!(document instanceof YamlNode.Mapping mapping)) {
      source.problem(document, "got " + document.kind() + ", wanted a mapping with `cases`");
      return null;
    }
    Map<String, YamlNode> values = fields.sorted(mapping, KEYS, "");
    YamlNode policy = values.get(POLICY);
    YamlNode list = values.get(CASES);
    if (list == null) {
      source.problem(document, "got no `cases`, wanted a list of cases");
      return null;
    }
    String path = policy == null ? null : fields.text(POLICY, policy);
    return new PolicyCases(path, cases(list));
  }

  private List<PolicyCase> cases(YamlNode list) {
    List<PolicyCase> cases = new ArrayList<>();
    if (!(list instanceof YamlNode.Sequence sequence) || sequence.items().isEmpty()) {
      String got = list instanceof YamlNode.Sequence ? "an empty list" : list.kind();
      source.problem(list, "`cases`: got " + got + ", wanted a list of cases");
      return cases;
    }
    CaseReader reader = new CaseReader(source, fields);
    for (YamlNode item : sequence.items()) {
      PolicyCase read = reader.read(item);
      if (read != null) {
        requireNewName(item, read);
        cases.add(read);
      }
    }
    return cases;
  }

  private void requireNewName(YamlNode item, PolicyCase read) {
    Integer first = names.putIfAbsent(read.name(), read.line());
    if (first != null) {
      String got = "`name`: got " + Quoted.of(read.name()) + ", which the case on line " + first;
      source.problem(item, got + " has already, wanted a unique name");
    }
  }
}
