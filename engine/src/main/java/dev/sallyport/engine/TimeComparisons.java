package dev.sallyport.engine;

import java.util.List;

/** Refuses comparisons with the time that err or never hold, whatever the time is. */
final class TimeComparisons {
  private static final String[] WEEKDAYS = {
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"
  };
  private static final int[] MONTH_DAYS = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

  private TimeComparisons() {}

  /** Refuses what can't be asked of the time, whichever side of the operator it is on. */
  static void check(
      Token at, Operator operator, Token leftToken, Operand left, Token rightToken, Operand right)
      throws ConditionException {
    if (left instanceof Operand.Time && right instanceof Operand.Time) {
      throw new ConditionException(
          rightToken.offset(), "got the time on both sides, wanted a value to compare it with");
    }
    if (left instanceof Operand.Time time) {
      checkOperator(at, operator, time.field());
      checkLiteral(rightToken, operator, time.field(), right);
    } else if (right instanceof Operand.Time time && operator != Operator.CONTAINS) {
      checkOperator(at, operator, time.field());
      checkLiteral(leftToken, operator, time.field(), left);
    } else if (right instanceof Operand.Time time && isList(left)) {
      checkLiteral(leftToken, operator, time.field(), left);
    }
  }

  static void checkOperator(Token at, Operator operator, TimeField field)
      throws ConditionException {
    boolean equality = operator == Operator.EQUAL || operator == Operator.NOT_EQUAL;
    boolean ordering = operator.isOrdering() && field != TimeField.WEEKDAY;
    if (!equality && !ordering && !operator.isMembership()) {
      String wanted = field == TimeField.WEEKDAY ? "" : ", `<`, `<=`, `>`, `>=`";
      String message = "got `" + operator.word + "` with `time." + field.word + "`, wanted one of ";
      throw new ConditionException(at.offset(), message + "`==`, `!=`, `in`, `not in`" + wanted);
    }
  }

  private static void checkLiteral(Token at, Operator operator, TimeField field, Operand other)
      throws ConditionException {
    if (!(other instanceof Operand.Literal literal)) {
      return;
    }
    if (!(literal.value() instanceof List<?> list)) {
      checkValue(at, operator, field, literal.value());
      return;
    }
    for (Object value : list) {
      checkValue(at, operator, field, value);
    }
  }

  private static void checkValue(Token at, Operator operator, TimeField field, Object value)
      throws ConditionException {
    String wanted = field.isNumber() ? numberWanted(operator, field, value) : "";
    if (!field.isNumber()) {
      wanted = textWanted(field, value);
    }
    if (!wanted.isEmpty()) {
      String got = value instanceof String text ? "the text " + Quoted.of(text) : shown(value);
      String message = "got " + got + " for `time." + field.word + "`";
      throw new ConditionException(at.offset(), message + wanted);
    }
  }

  private static String numberWanted(Operator operator, TimeField field, Object value) {
    if (!(value instanceof NumberLiteral number)) {
      return ", wanted a number";
    }
    boolean fits = operator.isOrdering() || isFrom0To(field.greatest, number.digits());
    return fits ? "" : ", wanted a whole number from 0 to " + field.greatest;
  }

  private static boolean isFrom0To(int greatest, String digits) {
    return digits.length() <= 2 && isNumber(digits, 0, digits.length(), 0, greatest);
  }

  private static String textWanted(TimeField field, Object value) {
    String text = value instanceof String s ? s : "";
    switch (field) {
      case WEEKDAY:
        return isWeekday(text) ? "" : Wanted.insteadOf(text, WEEKDAYS);
      case DATE:
        return isDate(text) ? "" : ", wanted a date such as '2026-11-21'";
      default:
        return isClock(text) ? "" : ", wanted hours and minutes such as '09:05'";
    }
  }

  /** The weekday with a number from 1 (monday) to 7. */
  static String weekday(int number) {
    return WEEKDAYS[number - 1];
  }

  private static boolean isWeekday(String text) {
    for (String weekday : WEEKDAYS) {
      if (weekday.equals(text)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isDate(String text) {
    if (text.length() != 10
        || text.charAt(4) != '-'
        || text.charAt(7) != '-'
        || !isNumber(text, 0, 4, 0, 9999)
        || !isNumber(text, 5, 7, 1, 12)) {
      return false;
    }
    int year = Integer.parseInt(text.substring(0, 4));
    int month = Integer.parseInt(text.substring(5, 7));
    boolean leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    int days = month == 2 && !leap ? 28 : MONTH_DAYS[month - 1];
    return isNumber(text, 8, 10, 1, days);
  }

  /** Whether a text is hours and minutes in two digits each. */
  static boolean isClock(String text) {
    return text.length() == 5
        && text.charAt(2) == ':'
        && isNumber(text, 0, 2, 0, 23)
        && isNumber(text, 3, 5, 0, 59);
  }

  private static boolean isNumber(String text, int from, int to, int least, int most) {
    int number = 0;
    for (int at = from; at < to; at++) {
      int digit = text.charAt(at) - '0';
      if (digit < 0 || digit > 9) {
        return false;
      }
      number = number * 10 + digit;
    }
    return number >= least && number <= most;
  }

  private static boolean isList(Operand operand) {
    return operand instanceof Operand.Literal literal && literal.value() instanceof List;
  }

  private static String shown(Object value) {
    if (value instanceof NumberLiteral number) {
      return Quoted.of(number.digits());
    }
    return value == NoValue.NULL ? "`null`" : "`" + value + "`";
  }
}
