package dev.sallyport.cli;

import dev.sallyport.audit.DecisionId;
import dev.sallyport.audit.DecisionRecord;
import dev.sallyport.engine.AnswerChange;
import dev.sallyport.engine.CallView;
import dev.sallyport.engine.ConflictStrategy;
import dev.sallyport.engine.Decision;
import dev.sallyport.engine.Effect;
import dev.sallyport.engine.RateLimit;
import dev.sallyport.engine.RuleExplanation;
import dev.sallyport.engine.RuleLimit;
import dev.sallyport.engine.RuleRelation;
import dev.sallyport.engine.ValueChange;
import java.io.PrintStream;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An explanation for people. */
final class ExplainText {
  private static final String INDENT = "           ";
  private static final int MAX_NAME = 60;
  private static final int MAX_TEXT = 400;
  private static final int MAX_VALUE = 80;
  private static final int NAME_WIDTH = 20;
  private static final int ACTION_WIDTH = 18;

  private final PrintStream out;
  private final Paint paint;
  private final boolean all;

  /**
   * @param all whether rules that are not about the call are listed
   */
  ExplainText(PrintStream out, Paint paint, boolean all) {
    this.out = out;
    this.paint = paint;
    this.all = all;
  }

  void show(ExplainedCall explained) {
    decision(explained);
    call(explained);
    policy(explained);
    rules(explained);
    changes(explained);
  }

  private void decision(ExplainedCall explained) {
    Decision decision = explained.explanation().decision();
    RecordedCall recorded = explained.recorded();
    if (recorded != null) {
      DecisionRecord record = recorded.record();
      String id = DecisionId.format(record.bootId(), record.callId());
      String time = UtcTime.millis(record.wallClockMicros());
      out.println(
          "recorded   " + Words.decision(record) + reason(record) + "  " + id + "  " + time);
    }
    if (decision == null) {
      out.println("decision   " + paint.yellow(undecided(recorded)));
      return;
    }
    String word = painted(decision.effect());
    out.println("decision   " + word + reason(decision.rule(), decision.error()));
    if (decision.rule() != null) {
      because(explained);
    }
    difference(explained);
    masked(decision);
  }

  /** Why that rule decided and no other one that matches. */
  private void because(ExplainedCall explained) {
    ConflictStrategy strategy = explained.policy().set().strategy();
    for (RuleExplanation rule : explained.explanation().rules()) {
      if (!rule.determining()) {
        continue;
      }
      if (rule.inherited()) {
        out.println(INDENT + "denies under every strategy: another document extends the rule's");
      } else if (strategy != ConflictStrategy.DENY_OVERRIDES) {
        out.println(INDENT + strategy.word() + ": " + Precedence.reason(strategy, rule));
      }
    }
  }

  private void masked(Decision decision) {
    String arguments = decision.maskedArguments();
    if (arguments != null) {
      out.println("runs with  " + TerminalText.sentence(arguments, MAX_TEXT) + " (masked)");
    }
    String content = decision.maskedContent();
    if (content != null) {
      out.println("passes     " + TerminalText.sentence(content, MAX_TEXT) + " (masked)");
    }
  }

  private void difference(ExplainedCall explained) {
    RuleLimit limit = explained.usedUpLimit();
    if (limit != null) {
      String length = Precedence.limit(limit.limit());
      out.println(INDENT + "the limit of " + name(limit.rule()) + " was used up then: " + length);
    } else if (Boolean.FALSE.equals(explained.same())) {
      out.println(INDENT + paint.red("not what the log says"));
    }
    if (explained.dependsOnLimits()) {
      out.println(INDENT + "if no limit is used up: the log has no counts");
    }
  }

  private static String undecided(@Nullable RecordedCall recorded) {
    if (recorded != null && recorded.known() == RecordedCall.Known.ERROR) {
      return "can't be told: the call could not be judged then, and the log lacks its arguments";
    }
    return recorded != null && recorded.known() == RecordedCall.Known.CUT
        ? "can't be told: the log has cut the call's texts"
        : "can't be told: it depends on values that the log does not keep";
  }

  private static String reason(DecisionRecord record) {
    return reason(record.rule(), record.error());
  }

  private static String reason(@Nullable String rule, @Nullable String error) {
    if (error != null) {
      return ", error " + TerminalText.column(error, MAX_TEXT);
    }
    return rule == null ? ", no rule decides (default_action)" : ", rule " + name(rule);
  }

  private static String name(@Nullable String name) {
    return TerminalText.column(name, MAX_NAME);
  }

  private String painted(Effect effect) {
    String word = Words.of(effect);
    return effect == Effect.ALLOW
        ? paint.green(word)
        : effect == Effect.DENY ? paint.red(word) : paint.yellow(word);
  }

  private void call(ExplainedCall explained) {
    CallView view = explained.view();
    out.print("call       tool " + name(view.tool()) + ", agent " + name(view.agent()));
    out.println(", session " + name(view.session()) + ", stage " + view.stage().word());
    RecordedCall recorded = explained.recorded();
    String form = recorded == null ? "" : Words.of(recorded.record().argumentsForm());
    String text = recorded == null ? view.arguments() : recorded.record().argumentsText();
    String note = form.equals("redacted") ? " (redacted: names, types and sizes)" : "";
    out.println(
        "arguments  " + (text == null ? "none" : TerminalText.sentence(text, MAX_TEXT)) + note);
  }

  private void policy(ExplainedCall explained) {
    Boolean decided = explained.decided();
    String described = TerminalText.sentence(explained.policy().describe(), MAX_TEXT);
    String note = Boolean.TRUE.equals(decided) ? ", the one that decided" : "";
    out.println("policy     " + described + note);
    if (!explained.isAsked()) {
      String stage = explained.view().stage().word();
      String unasked = "has no rule of stage " + stage + ", so an application does not ask it then";
      out.println(INDENT + paint.yellow(unasked));
    }
    if (Boolean.FALSE.equals(decided)) {
      DecisionRecord record = Objects.requireNonNull(explained.recorded()).record();
      String digest = ExplainedCall.recordedDigest(record);
      String then = digest == null ? "unknown" : "sha256:" + ReviewedPolicy.shortDigest(digest);
      out.println(
          INDENT
              + paint.yellow(
                  "NOT the one that decided (" + then + "): rules may differ from then"));
    }
  }

  private void rules(ExplainedCall explained) {
    List<RuleExplanation> rules = explained.explanation().rules();
    if (rules.isEmpty()) {
      return;
    }
    out.println();
    out.println("rules");
    Map<RuleRelation, Integer> others = new EnumMap<>(RuleRelation.class);
    ConditionText conditions = new ConditionText(out, paint);
    for (RuleExplanation rule : rules) {
      boolean about = rule.relation() == RuleRelation.ABOUT;
      if (about || all || rule.relation() == RuleRelation.UNKNOWN_AGENT) {
        out.println("  " + line(rule));
        if (rule.condition() != null) {
          conditions.show(rule.condition(), 6);
        }
      } else {
        others.merge(rule.relation(), 1, Integer::sum);
      }
    }
    others(others);
  }

  private String line(RuleExplanation rule) {
    String name = pad(name(rule.name()), NAME_WIDTH);
    String action = pad(rule.action(), ACTION_WIDTH);
    RateLimit limit = rule.limit();
    String limited = limit == null ? "" : " (limit: " + Precedence.limit(limit) + ")";
    String text = says(rule) + (rule.determining() ? ", and decides" : "") + limited;
    return name + action + (rule.applies() ? text : paint.dim(text));
  }

  private static String says(RuleExplanation rule) {
    return switch (rule.relation()) {
      case OTHER_TOOL, OTHER_AGENT, OTHER_STAGE -> "is " + about(rule.relation());
      case UNKNOWN_AGENT -> matches(rule) + " (it names agents, and the call's is unknown)";
      case ABOUT -> matches(rule);
    };
  }

  private static String about(RuleRelation relation) {
    return switch (relation) {
      case OTHER_TOOL -> "about other tools";
      case OTHER_AGENT -> "about other agents";
      case OTHER_STAGE -> "about another stage";
      case ABOUT, UNKNOWN_AGENT -> "about the call";
    };
  }

  private static String matches(RuleExplanation rule) {
    return switch (rule.answer()) {
      case TRUE -> "matches";
      case FALSE -> "does not match";
      case UNKNOWN -> "can't be told";
      case ERROR -> rule.applies() ? "matches, because it errs" : "does not match, because it errs";
    };
  }

  private void others(Map<RuleRelation, Integer> others) {
    int count = 0;
    StringBuilder parts = new StringBuilder();
    for (Map.Entry<RuleRelation, Integer> other : others.entrySet()) {
      count += other.getValue();
      parts.append(parts.length() == 0 ? "" : ", ").append(other.getValue()).append(' ');
      parts.append(about(other.getKey()));
    }
    if (count > 0) {
      out.println("  and " + count + " not about this call (" + parts + "), listed by --all");
    }
  }

  private void changes(ExplainedCall explained) {
    List<AnswerChange> changes = explained.explanation().changes();
    if (changes.isEmpty()) {
      return;
    }
    out.println();
    out.println("what would change the answer (each one tried)");
    for (AnswerChange change : changes) {
      out.println("  " + painted(change.effect()) + ": " + change(change) + by(change));
    }
  }

  private static String by(AnswerChange change) {
    return change.rule() == null ? " (default_action)" : " (rule " + name(change.rule()) + ")";
  }

  private static String change(AnswerChange change) {
    return switch (change.kind()) {
      case WITHOUT_RULE -> "without the rule " + name(change.subject());
      case LIMITS_USED_UP -> "when the limit of " + name(change.subject()) + " is used up";
      case CALL -> values(change.values());
    };
  }

  private static String values(List<ValueChange> values) {
    StringBuilder text = new StringBuilder();
    for (ValueChange value : values) {
      text.append(text.length() == 0 ? "with " : " and ");
      text.append(TerminalText.sentence(value.path(), MAX_NAME)).append(' ');
      text.append(TerminalText.sentence(value.to(), MAX_VALUE)).append(" instead of ");
      text.append(TerminalText.sentence(value.from(), MAX_VALUE));
    }
    return text.toString();
  }

  static String pad(String text, int columns) {
    int missing = columns - TerminalText.width(text);
    return missing <= 0 ? text + ' ' : text + " ".repeat(missing);
  }
}
