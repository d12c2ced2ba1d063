package dev.sallyport.engine;

import dev.sallyport.engine.arguments.Kind;
import dev.sallyport.engine.arguments.TextTable;
import dev.sallyport.engine.arguments.Value;

/** Tests that one look-up of the value's class answers: equality, order, sets, presence, truth. */
final class ClassColumn extends Column {
  private final ValueSource subject;
  private final int slot;
  private final BitRows rows;
  private final NumberPositions numbers;
  private final TextTable texts;
  private final int[] textPositions;
  private final boolean ordersTexts;
  private final TextPositions textOrder;
  private final int textBase;

  ClassColumn(
      ValueSource subject,
      ClauseTests<?> tests,
      ClassLayout layout,
      BitRows rows,
      boolean ordersTexts) {
    super(tests.firstWord(), tests.clauses());
    this.subject = subject;
    this.slot = subject.slot();
    this.rows = rows;
    this.numbers = new NumberPositions(layout.numbers());
    this.texts = TextTable.of(layout.texts().toArray(new String[0]));
    this.textPositions = new int[layout.texts().size()];
    for (int at = 0; at < textPositions.length; at++) {
      textPositions[at] = layout.position(layout.texts().get(at));
    }
    this.ordersTexts = ordersTexts;
    this.textOrder = new TextPositions(ordersTexts ? layout.texts() : java.util.List.of());
    this.textBase = layout.textBase();
  }

  @Override
  void apply(Evaluation state) {
    Value value = slot >= 0 ? state.scan.value(slot) : subject.value(state);
    rows.apply(classOf(value), state);
  }

  private int classOf(Value value) {
    int kind = value.kind();
    switch (kind) {
      case Kind.NUMBER:
        return ClassLayout.NUMBERS + numbers.position(value);
      case Kind.TEXT:
        return textBase + textPosition(value);
      case Kind.LIST:
        return value.hasElements() ? Kind.LIST : Kind.OBJECT + 1;
      case Kind.OBJECT:
        return value.hasElements() ? Kind.OBJECT : Kind.OBJECT + 2;
      default:
        return kind;
    }
  }

  /** If no test orders texts, all that equal no literal are alike: they stand in the first gap. */
  private int textPosition(Value value) {
    if (ordersTexts) {
      return textOrder.position(value);
    }
    int at = texts.find(value);
    return at < 0 ? 0 : textPositions[at];
  }
}
