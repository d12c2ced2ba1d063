package dev.sallyport.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Unites the documents of one policy: each is read once, parents before those that extend them;
 * names are unique; what all files must agree on agrees. Not thread-safe.
 */
final class PolicyAssembly {
  private static final String EGRESS_RULE =
      "`name`: got `egress`, the name under which the `egress` block decides, wanted another name";

  final EngineLimits limits;
  private final ParentDocuments parents;
  private final List<PolicyProblem> problems = new ArrayList<>();
  private final List<PolicyProblem> warnings = new ArrayList<>();
  private final List<PolicySource> sources = new ArrayList<>();
  private final Map<String, PolicyDocument> documents = new HashMap<>();
  private final Map<String, DeclaredRule> names = new HashMap<>();
  private final List<DeclaredRule> rules = new ArrayList<>();
  private final Map<String, String> boxPlaces = new HashMap<>();
  private final List<BoxPolicy> boxes = new ArrayList<>();
  private Effect defaultEffect = Effect.ALLOW;
  private @Nullable ConflictStrategy strategy;
  private @Nullable PolicyProblem egressRule;
  private String strategyPlace = "";
  private int depth;

  PolicyAssembly(EngineLimits limits, ParentDocuments parents) {
    this.limits = limits;
    this.parents = parents;
  }

  void problem(PolicyProblem problem) {
    if (problems.size() < EngineLimits.POLICY_PROBLEMS) {
      problems.add(problem);
    }
  }

  /** Notes what a document of another dialect means and is read more strictly. */
  void warning(PolicyProblem warning) {
    int at = warnings.size();
    while (at > 0 && isAfter(warnings.get(at - 1), warning)) {
      at--;
    }
    warnings.add(at, warning);
  }

  /** Lines of one document stay in the order of its text. */
  private static boolean isAfter(PolicyProblem left, PolicyProblem right) {
    return left.file().equals(right.file())
        && (left.line() > right.line()
            || left.line() == right.line() && left.column() > right.column());
  }

  /** Reads a document and all it extends, unless another one extends it and it was read then. */
  void add(PolicySource source) {
    if (!documents.containsKey(source.name())) {
      read(source);
    }
  }

  private PolicyDocument read(PolicySource source) {
    PolicyDocument document = new PolicyDocument(source.name(), this);
    documents.put(source.name(), document);
    sources.add(source);
    depth++;
    List<PolicyProblem> found = new ArrayList<>();
    PolicyText text = DocumentText.of(source, limits.policyBytes(), found);
    YamlNode root = text == null ? null : YamlReader.read(text);
    if (text != null && root != null) {
      DocumentReader.read(text, root, document, this);
    }
    for (PolicyProblem problem : found) {
      problem(problem);
    }
    depth--;
    if (document.defaultEffect == Effect.DENY) {
      defaultEffect = Effect.DENY;
    }
    document.isRead = true;
    return document;
  }

  /**
   * Reads a document that {@code child} extends.
   *
   * @param path relative and well-formed
   * @return what is wrong with it, or null
   */
  @Nullable String extend(PolicyDocument child, String path) {
    PolicySource source;
    try {
      source = parents.read(child.file, path);
    } catch (ParentRefusedException e) {
      return e.problem();
    }
    if (source == null) {
      return "which is missing, wanted a file in the policy's folder";
    }
    PolicyDocument known = documents.get(source.name());
    if (known != null && !known.isRead) {
      return "which extends this file in turn, wanted no cycle";
    }
    if (known == null && depth == EngineLimits.EXTENDS_DEPTH) {
      return "wanted at most " + EngineLimits.EXTENDS_DEPTH + " documents in a chain";
    }
    if (known == null && documents.size() >= EngineLimits.POLICY_DOCUMENTS) {
      return "wanted at most " + EngineLimits.POLICY_DOCUMENTS + " documents";
    }
    child.extend(known == null ? read(source) : known);
    return null;
  }

  /** Declares a rule, and reports at {@code at} if another rule has its name. */
  DeclaredRule declare(
      PolicyText source,
      YamlNode at,
      PolicyDocument document,
      String name,
      @Nullable Action action) {
    DeclaredRule rule = new DeclaredRule(name, source.file + ":" + at.line(), document, action);
    DeclaredRule first = names.put(name, rule);
    if (first != null) {
      replace(source, at, first, rule);
    }
    if (rules.size() == limits.rules()) {
      String got = "got more than " + limits.rules() + " rules";
      source.problem(at, got + ", wanted at most that (`limits.rules`)");
    }
    if (name.equals(Decision.EGRESS)) {
      egressRule = new PolicyProblem(source.file, at.line(), at.column(), EGRESS_RULE);
    }
    rules.add(rule);
    return rule;
  }

  private static void replace(
      PolicyText source, YamlNode at, DeclaredRule first, DeclaredRule rule) {
    String got = "`name`: got " + Quoted.of(rule.name);
    if (!rule.document.ancestors.contains(first.document)) {
      String has = ", which " + first.place + " has already";
      source.problem(at, got + has + ", wanted a unique name");
    } else if (first.action == Action.DENY) {
      String has = ", which denies in " + first.place;
      source.problem(at, got + has + ", wanted another name: a parent's deny rule stays");
    } else {
      first.isReplaced = true;
    }
  }

  /** Declares a box, and reports at {@code at} if another box has its name. */
  void box(PolicyText source, YamlNode at, BoxPolicy box) {
    String first = boxPlaces.putIfAbsent(box.name(), source.file + ":" + at.line());
    if (first != null) {
      String got = "`name`: got " + Quoted.of(box.name()) + ", which " + first + " has already";
      source.problem(at, got + ", wanted a name that no other box has");
    }
    boxes.add(box);
  }

  private Confinement confinement() {
    List<PolicyDocument> all = new ArrayList<>();
    for (PolicySource source : sources) {
      PolicyDocument document = documents.get(source.name());
      if (document != null) {
        all.add(document);
      }
    }
    return new Confinement(EgressUnion.of(all), boxes, true);
  }

  /** Takes what a document says under {@code conflict}. */
  void strategy(PolicyText source, YamlNode at, ConflictStrategy stated) {
    if (strategy == null) {
      strategy = stated;
      strategyPlace = source.file + ":" + at.line();
    } else if (strategy != stated) {
      String got = "`conflict`: got `" + stated.word() + "`, but " + strategyPlace + " has `";
      source.problem(at, got + strategy.word() + "`, wanted the same in all files");
    }
  }

  PolicySet unite() throws PolicyException {
    checkStrategies();
    noteDefaults();
    Confinement confinement = confinement();
    if (egressRule != null && confinement.egress() != null) {
      problem(egressRule);
    }
    if (!problems.isEmpty()) {
      throw new PolicyException(problems);
    }
    List<Rule> inForce = new ArrayList<>(rules.size());
    for (DeclaredRule declared : rules) {
      Rule rule = declared.rule;
      if (rule != null && !declared.isReplaced) {
        boolean inherited = declared.document.isParent && rule.action() == Action.DENY;
        inForce.add(inherited ? rule.asInherited() : rule);
      }
    }
    inForce.sort(new RulePriority());
    return new PolicySet(
        inForce,
        defaultEffect,
        strategy == null ? ConflictStrategy.DENY_OVERRIDES : strategy,
        limits,
        byName(sources),
        warnings,
        confinement);
  }

  /** An older document must not change what another file means that states no strategy. */
  private void checkStrategies() {
    PolicyDocument older = null;
    for (PolicySource source : sources) {
      PolicyDocument document = documents.get(source.name());
      older = document != null && document.isOlder ? document : older;
    }
    for (PolicySource source : sources) {
      PolicyDocument document = documents.get(source.name());
      YamlNode at = document == null ? null : document.conflictMissingAt;
      if (older != null && document != null && at != null) {
        String got = "got no `conflict` beside " + older.file + ", an older document in which the";
        String wanted = " highest priority decides, wanted a file with `conflict: priority-first`";
        problem(new PolicyProblem(document.file, at.line(), at.column(), got + wanted));
      }
    }
  }

  /** Notes documents of other dialects that allow by default and are overruled. */
  private void noteDefaults() {
    for (PolicySource source : sources) {
      PolicyDocument document = documents.get(source.name());
      if (document != null
          && document.isForeign
          && document.defaultEffect == Effect.ALLOW
          && defaultEffect == Effect.DENY) {
        document.notes.add(document.root, DialectNote.DEFAULTS_DIFFER);
      }
    }
  }

  private static List<PolicySource> byName(List<PolicySource> sources) {
    List<PolicySource> sorted = new ArrayList<>();
    for (PolicySource source : sources) {
      int at = sorted.size();
      while (at > 0 && sorted.get(at - 1).name().compareTo(source.name()) > 0) {
        at--;
      }
      sorted.add(at, source);
    }
    return sorted;
  }
}
