package dev.sallyport.engine;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;

/** A default that lets run what nobody thought of. */
final class DefaultAllowCheck implements LintCheck {
  private static final String KEY = DocumentField.DEFAULT_ACTION.key;

  @Override
  public void check(LintSubject subject) {
    if (subject.policy.defaultEffect() != Effect.ALLOW) {
      return;
    }
    for (PolicySource source : subject.policy.sources()) {
      String message =
          "`default_action: allow` runs every call that no rule is about, also of tools that are"
              + " added later; prefer `deny` and rules that allow";
      int line = line(source);
      subject.report(new LintFinding(source.name(), line, null, "default-allow", message));
    }
  }

  /** Where the document says so. */
  private static int line(PolicySource source) {
    String text = new String(source.content(), StandardCharsets.UTF_8);
    YamlNode document = YamlReader.read(new PolicyText(source.name(), text, new ArrayList<>()));
    if (document instanceof YamlNode.Mapping mapping) {
      for (YamlNode.Entry entry : mapping.entries()) {
        if (entry.key().text().equals(KEY)) {
          return entry.key().line();
        }
      }
    }
    return 1;
  }
}
