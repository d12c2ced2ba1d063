package dev.sallyport.engine;

import org.jspecify.annotations.Nullable;

/** The operators of older documents, and what each is here. */
enum OlderOperator {
  EQ("eq", Operator.EQUAL),
  NE("ne", Operator.NOT_EQUAL),
  GT("gt", Operator.GREATER),
  LT("lt", Operator.LESS),
  GTE("gte", Operator.GREATER_OR_EQUAL),
  LTE("lte", Operator.LESS_OR_EQUAL),
  IN("in", Operator.IN),
  NOT_IN("not_in", Operator.NOT_IN),
  CONTAINS("contains", Operator.CONTAINS),
  MATCHES("matches", Operator.MATCHES);

  private static final OlderOperator[] ALL = values();

  final String word;
  final Operator operator;

  OlderOperator(String word, Operator operator) {
    this.word = word;
    this.operator = operator;
  }

  static @Nullable OlderOperator of(String word) {
    for (OlderOperator operator : ALL) {
      if (operator.word.equals(word)) {
        return operator;
      }
    }
    return null;
  }

  static String[] words() {
    String[] words = new String[ALL.length];
    for (int at = 0; at < words.length; at++) {
      words[at] = ALL[at].word;
    }
    return words;
  }
}
