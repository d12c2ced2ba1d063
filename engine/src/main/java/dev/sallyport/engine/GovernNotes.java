package dev.sallyport.engine;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Notes what a governance.toolkit/v1 document means to the readers it seems to be written for: it
 * uses nothing that only this engine has, and {@code action.type}, bare names or their words.
 */
final class GovernNotes {
  /** Longer conditions are false there. */
  private static final int CONDITION_CHARACTERS = 2_000;

  private static final String[] DOCUMENT_KEYS = {
    "apiVersion",
    "name",
    "version",
    "description",
    "extends",
    "agent",
    "agents",
    "scope",
    "default_action",
    "conflict",
    "rules"
  };
  private static final String[] RULE_KEYS = {
    "name",
    "description",
    "stage",
    "condition",
    "action",
    "limit",
    "approvers",
    "priority",
    "enabled"
  };

  private final DialectNotes notes;
  private boolean isForeign;

  private GovernNotes(DialectNotes notes) {
    this.notes = notes;
  }

  /** Adds the notes of a document, if it is one of those; it need not be free of errors. */
  static void add(YamlNode.Mapping root, DialectNotes notes) {
    if (!hasOnly(root, DOCUMENT_KEYS)
        || !(root.value("rules") instanceof YamlNode.Sequence rules)) {
      return;
    }
    DialectNotes found = new DialectNotes(notes);
    GovernNotes reader = new GovernNotes(found);
    boolean known = reader.conflict(root.value("conflict"));
    for (int at = 0; known && at < rules.items().size(); at++) {
      known = reader.rule(rules.items().get(at));
    }
    if (known && reader.isForeign) {
      found.publish();
    }
  }

  private static boolean hasOnly(YamlNode.Mapping mapping, String[] keys) {
    for (YamlNode.Entry entry : mapping.entries()) {
      boolean known = false;
      for (String key : keys) {
        known |= key.equals(entry.key().text());
      }
      if (!known) {
        return false;
      }
    }
    return true;
  }

  private boolean conflict(@Nullable YamlNode node) {
    if (node == null) {
      return true;
    }
    ConflictStrategy strategy =
        node instanceof YamlNode.Scalar scalar ? ConflictStrategy.ofForeign(scalar.text()) : null;
    if (strategy == ConflictStrategy.PRIORITY_FIRST || strategy == ConflictStrategy.MOST_SPECIFIC) {
      notes.add(node, DialectNote.EQUAL_PRIORITIES);
    }
    isForeign |= strategy != null;
    return strategy != null;
  }

  /** Whether the rule has nothing that only this engine knows. */
  private boolean rule(YamlNode node) {
    if (!(node instanceof YamlNode.Mapping rule)
        || !hasOnly(rule, RULE_KEYS)
        || !(rule.value("condition") instanceof YamlNode.Scalar condition)) {
      return false;
    }
    if (rule.value("action") instanceof YamlNode.Scalar action) {
      boolean silent = action.text().equals("warn") || action.text().equals("log");
      if (silent) {
        notes.add(action, DialectNote.WARN);
      }
    }
    YamlNode limit = rule.value("limit");
    if (limit != null) {
      notes.add(limit, DialectNote.LIMIT);
    }
    try {
      return condition(condition);
    } catch (ConditionException e) {
      return false; // reported where the condition is read
    }
  }

  private boolean condition(YamlNode.Scalar condition) throws ConditionException {
    if (condition.text().length() > CONDITION_CHARACTERS) {
      notes.add(condition, DialectNote.NEVER_TRUE);
    }
    List<Token> tokens = ConditionLexer.tokens(condition.text());
    for (int at = 0; at < tokens.size(); at++) {
      Token before = at == 0 ? null : tokens.get(at - 1);
      Token token = tokens.get(at);
      if (!(token.kind() == Token.Kind.NAME
          ? name(condition, tokens, at)
          : !token.isSymbol("(") && (!token.isSymbol("[") || before != null && isIn(before)))) {
        return false;
      }
      value(condition, before, token);
      operator(condition, token, at + 1 < tokens.size() ? tokens.get(at + 1) : token);
    }
    return true;
  }

  private static boolean isIn(Token token) {
    return token.isWord("in");
  }

  /** Whether a name is a word or the begin of a path that they know too. */
  private boolean name(YamlNode.Scalar condition, List<Token> tokens, int at) {
    Token token = tokens.get(at);
    Token after = tokens.get(at + 1);
    if (at > 0 && tokens.get(at - 1).isSymbol(".")
        || token.isWord("and")
        || token.isWord("or")
        || token.isWord("in")) {
      return true;
    }
    if (token.isWord("true") || token.isWord("false")) {
      notes.add(condition, DialectNote.NEVER_TRUE);
      return true;
    }
    PathRoot root = PathRoot.of(token.text());
    if (PathParser.isReserved(token.text()) || root != null && root != PathRoot.ACTION) {
      return false;
    }
    isForeign = true;
    if (root == PathRoot.ACTION) {
      notes.add(condition, DialectNote.ACTION_TYPE);
      return true;
    }
    notes.add(condition, DialectNote.NAMES);
    if (isAlone(tokens, at, after)) {
      notes.add(condition, DialectNote.TRUTH);
    }
    return true;
  }

  /** Whether the path that begins at a token is compared with nothing. */
  private static boolean isAlone(List<Token> tokens, int start, Token second) {
    int at = start + 1;
    Token next = second;
    while (next.isSymbol(".")) {
      at += 2;
      next = tokens.get(Math.min(at, tokens.size() - 1));
    }
    return next.kind() == Token.Kind.END || next.isWord("and") || next.isWord("or");
  }

  private void value(YamlNode.Scalar condition, @Nullable Token before, Token token) {
    boolean equality =
        before != null
            && (before.isSymbol("==")
                || before.isSymbol("!=")
                || before.isSymbol("[")
                || before.isSymbol(","));
    boolean never =
        token.kind() == Token.Kind.STRING
            ? token.text().isEmpty() || !equality
            : token.kind() == Token.Kind.NUMBER && (equality || token.text().startsWith("-"));
    if (never) {
      notes.add(condition, DialectNote.NEVER_TRUE);
    }
    if (token.kind() == Token.Kind.STRING
        && (token.text().contains(" and ") || token.text().contains(" or "))) {
      notes.add(condition, DialectNote.NEVER_TRUE);
    }
  }

  private void operator(YamlNode.Scalar condition, Token token, Token after) {
    if (token.isSymbol("!=")) {
      notes.add(condition, DialectNote.UNEQUAL);
    } else if (token.kind() == Token.Kind.SYMBOL && after.kind() == Token.Kind.NUMBER) {
      Operator operator = Operator.of(token.text());
      if (operator != null && operator.isOrdering()) {
        notes.add(condition, DialectNote.ORDER_OF_NUMBERS);
      }
    }
  }
}
