package dev.sallyport.engine;

/**
 * What a construct of another dialect means elsewhere and here, where the two differ. {@code
 * docs/policy-language.md} has a row for each construct.
 */
enum DialectNote {
  // governance.toolkit/v1
  ABSENT_ACTION("no `action`", "the rule denies, there and here; write `action: deny`"),

  // Several files
  DEFAULTS_DIFFER(
      "`allow` by default in one of several files",
      "there the first file decides; here the policy denies by default, because another file does"),

  // Older documents
  ABSENT_DEFAULT(
      "no `defaults.action`", "some versions allowed what no rule decides; here it is denied"),
  BUDGETS(
      "`max_tokens` and other `defaults`",
      "they are no rules there either, and nothing enforces them here; `limit` bounds calls"),
  EQUAL_PRIORITIES(
      "equal priorities",
      "there the earlier rule decides, here a rule that denies does; give the allowing rule a"
          + " higher priority"),
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

  static int count() {
    return ALL.length;
  }
}
