package dev.sallyport.engine;

/**
 * What a construct of another dialect means elsewhere and here, where the two differ. {@code
 * docs/policy-language.md} has a row for each construct.
 */
enum DialectNote {
  // governance.toolkit/v1
  ABSENT_ACTION("no `action`", "the rule denies, there and here; write `action: deny`"),
  ACTION_TYPE(
      "`action.type`",
      "there what the call says; here that and the tool's name: an `allow` rule needs both to fit,"
          + " any other rule one of them"),
  NAMES(
      "names such as `user.role`",
      "there facts that the host gives or computes (`k8s.verb`); here arguments of the call, which"
          + " the model writes, and a rule on one that is missing does not apply"),
  UNEQUAL(
      "`!=`",
      "there true of a missing value, here false: a rule that denies wants `not has(x) or x !="
          + " 'y'`"),
  ORDER_OF_NUMBERS(
      "`<`, `<=`, `>`, `>=`",
      "there a missing value counts as 0 and a text of digits as its number; here a missing value"
          + " is false and a text errs"),
  TRUTH(
      "a name alone",
      "there a text is true unless it is empty; here it errs: only a rule other than `allow`"
          + " applies"),
  NEVER_TRUE(
      "conditions that never hold there",
      "`==` with a number, a boolean or `''`, `<` with a text or a minus sign, a bare `true`, `and`"
          + " or `or` in quotes, over 2,000 characters; here they mean what they say"),
  WARN("`warn` and `log`", "some readers deny, others allow; here they change nothing"),
  LIMIT(
      "`limit`",
      "there windows are fixed and only the deciding rule counts; here they slide, and every"
          + " matching rule counts"),

  // Both
  EQUAL_PRIORITIES(
      "equal priorities",
      "there the earlier rule decides, here a rule that denies does; give the allowing rule a"
          + " higher priority"),
  DEFAULTS_DIFFER(
      "`allow` by default in one of several files",
      "there the first file decides; here the policy denies by default, because another file does"),

  // Older documents
  ABSENT_DEFAULT(
      "no `defaults.action`", "some versions allowed what no rule decides; here it is denied"),
  BUDGETS(
      "`max_tokens` and other `defaults`",
      "they are no rules there either, and nothing enforces them here; `limit` bounds calls"),
  HOST_FACT(
      "fields of the host",
      "there the host gives `token_count` and the like; here a field is an argument of the call,"
          + " which the model writes, and a rule on one that is missing does not apply"),
  ORDER(
      "`gt`, `lt`, `gte`, `lte`",
      "unlike types fail the whole evaluation there; here the rule errs and applies"),
  ORDER_IN_ALLOW(
      "`gt`, `lt`, `gte`, `lte` to allow",
      "unlike types deny the call there; here the rule does not apply, and others decide"),
  EQUALITY(
      "`eq`, `ne`, `in`, `not_in`, `contains`",
      "unlike types are unequal there; here the rule errs: it applies if it denies"),
  MATCHES(
      "`matches`",
      "there values of every type are made a text; here the syntax is RE2, and a value that is no"
          + " text errs"),
  OVERRIDE(
      "`override: true`",
      "there it replaces a rule of a folder above; here `extends` does, and names are unique");

  private static final DialectNote[] ALL = values();

  /** What a document has, as the table of the page names it. */
  final String construct;

  final String message;

  DialectNote(String construct, String difference) {
    this.construct = construct;
    this.message = construct + ": " + difference;
  }

  static DialectNote at(int ordinal) {
    return ALL[ordinal];
  }

  static int count() {
    return ALL.length;
  }
}
