package dev.sallyport.audit;

/**
 * The short name of a decision, such as {@code 3f9a1c20-1f}: the first eight hex digits of the boot
 * id, a hyphen, the call id in hex. What a model reads in a refusal.
 *
 * @param bootPrefix the upper half of the boot id
 * @param callId the call, 1 or more
 */
public record DecisionId(int bootPrefix, long callId) {
  private static final int PREFIX_LENGTH = 8;
  private static final String HEX = "0123456789abcdef";

  /** The id of call {@code callId} of the process start {@code bootId}, as text. */
  public static String format(long bootId, long callId) {
    StringBuilder text = new StringBuilder(PREFIX_LENGTH + 1 + 16);
    appendPadded(text, (int) (bootId >>> 32));
    return text.append('-').append(Long.toHexString(callId)).toString();
  }

  /**
   * Reads an id as {@link #format} writes it; upper case is accepted.
   *
   * @throws IllegalArgumentException if {@code text} is not such an id
   */
  public static DecisionId parse(String text) {
    int length = text.length();
    if (length < PREFIX_LENGTH + 2
        || length > PREFIX_LENGTH + 1 + 16
        || text.charAt(PREFIX_LENGTH) != '-') {
      throw notAnId(text);
    }
    long boot = hex(text, 0, PREFIX_LENGTH);
    long call = hex(text, PREFIX_LENGTH + 1, length);
    if (call <= 0) {
      throw notAnId(text);
    }
    return new DecisionId((int) boot, call);
  }

  /** Whether this id can name a decision of the process start {@code bootId}. */
  public boolean isOf(long bootId) {
    return (int) (bootId >>> 32) == bootPrefix;
  }

  @Override
  public String toString() {
    return format((long) bootPrefix << 32, callId);
  }

  static void appendPadded(StringBuilder text, int value) {
    for (int shift = 28; shift >= 0; shift -= 4) {
      text.append(HEX.charAt(value >>> shift & 0xF));
    }
  }

  private static long hex(String text, int from, int to) {
    long value = 0;
    for (int i = from; i < to; i++) {
      int digit = hexDigit(text.charAt(i));
      if (digit < 0) {
        throw notAnId(text);
      }
      value = value << 4 | digit;
    }
    return value;
  }

  private static int hexDigit(char c) {
    if (c >= '0' && c <= '9') {
      return c - '0';
    }
    char lower = (char) (c | 0x20);
    return lower >= 'a' && lower <= 'f' && c < 0x80 ? lower - 'a' + 10 : -1;
  }

  private static IllegalArgumentException notAnId(String text) {
    return new IllegalArgumentException(
        "decision id `"
            + text
            + "` is not one; wanted eight hex digits, `-`, and hex digits, such"
            + " as `3f9a1c20-1f`");
  }
}
