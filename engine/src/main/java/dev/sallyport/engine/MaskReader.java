package dev.sallyport.engine;

import dev.sallyport.engine.detect.Detector;
import dev.sallyport.engine.pattern.PatternException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a rule's {@code mask}: argument paths, or a mapping that says what to hide where. */
final class MaskReader {
  private static final int MOST_KEPT = 64;

  private final PolicyText source;
  private final FieldReader fields;
  private final boolean hasArguments;

  /**
   * Reads and reports what is wrong.
   *
   * @param stage a mask hides arguments before a tool, and the text that passes in other stages
   */
  MaskReader(PolicyText source, Stage stage) {
    this.source = source;
    this.fields = new FieldReader(source);
    this.hasArguments = stage == Stage.PRE_TOOL;
  }

  Mask read(YamlNode node) {
    if (!(node instanceof YamlNode.Mapping mapping)) {
      return new Mask(paths("mask", node), List.of(), List.of(), 0);
    }
    @Nullable YamlNode[] values = sorted(mapping);
    YamlNode paths = values[MaskField.PATHS.ordinal()];
    YamlNode detect = values[MaskField.DETECT.ordinal()];
    YamlNode patterns = values[MaskField.PATTERNS.ordinal()];
    YamlNode keepLast = values[MaskField.KEEP_LAST.ordinal()];
    if (paths == null && detect == null && patterns == null) {
      String keys = hasArguments ? "`paths`, `detect` or `patterns`" : "`detect` or `patterns`";
      fields.problem(mapping, "mask", "got nothing to hide, wanted " + keys);
    }
    return new Mask(
        paths == null ? List.of() : paths(MaskField.PATHS.key, paths),
        detect == null ? List.of() : detectors(detect),
        patterns == null ? List.of() : patterns(patterns),
        keepLast == null ? 0 : fields.integer(MaskField.KEEP_LAST.key, keepLast, 1, MOST_KEPT));
  }

  private @Nullable YamlNode[] sorted(YamlNode.Mapping mapping) {
    @Nullable YamlNode[] values = new @Nullable YamlNode[MaskField.keys().length];
    for (YamlNode.Entry entry : mapping.entries()) {
      String key = entry.key().text();
      MaskField field = MaskField.of(key);
      if (field == null) {
        String wanted = Wanted.insteadOf(key, MaskField.keys());
        source.problem(entry.key(), "unknown key " + Quoted.of(key) + " in `mask`" + wanted);
      } else {
        values[field.ordinal()] = entry.value();
      }
    }
    return values;
  }

  private List<Operand.Path> paths(String key, YamlNode node) {
    if (!hasArguments) {
      String wanted = "wanted `detect` or `patterns`: this stage has a text and no arguments";
      fields.problem(node, key, "got paths, " + wanted);
      return List.of();
    }
    List<Operand.Path> paths = new ArrayList<>();
    for (YamlNode.Scalar scalar : fields.texts(key, node)) {
      try {
        paths.add(PathParser.argumentPath(scalar.text()));
      } catch (ConditionException e) {
        source.problem(scalar, e.offset, "`" + key + "`: " + e.problem());
      }
    }
    return paths;
  }

  private List<String> detectors(YamlNode node) {
    List<String> detectors = new ArrayList<>();
    for (YamlNode.Scalar scalar : fields.texts(MaskField.DETECT.key, node)) {
      String detector = fields.word(MaskField.DETECT.key, scalar, words());
      if (detector != null) {
        detectors.add(detector);
      }
    }
    return detectors;
  }

  private static String[] words() {
    Detector[] all = Detector.values();
    String[] words = new String[all.length];
    for (int at = 0; at < words.length; at++) {
      words[at] = all[at].word();
    }
    return words;
  }

  private List<TextPattern> patterns(YamlNode node) {
    List<TextPattern> patterns = new ArrayList<>();
    for (YamlNode.Scalar scalar : fields.texts(MaskField.PATTERNS.key, node)) {
      try {
        TextPattern pattern = TextPattern.compile(scalar.text(), 0);
        PatternSpans.of(pattern); // needs more states than only finding it
        patterns.add(pattern);
      } catch (PatternException e) {
        String why = "`" + MaskField.PATTERNS.key + "`: got the pattern ";
        source.problem(scalar, why + Quoted.of(scalar.text()) + " (" + e.getMessage() + ")");
      } catch (ConditionException e) {
        source.problem(scalar, e.offset, "`" + MaskField.PATTERNS.key + "`: " + e.problem());
      }
    }
    return patterns;
  }
}
