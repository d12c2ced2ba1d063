package dev.sallyport.audit.anchor;

import java.nio.charset.StandardCharsets;

/**
 * What an endpoint answered.
 *
 * @param status of HTTP
 * @param contentType without parameters, empty if not said
 * @param body at most what the caller wanted to read
 */
record HttpReply(int status, String contentType, byte[] body) {
  private static final int MAX_SHOWN = 200;

  boolean isSuccess() {
    return status >= 200 && status < 300;
  }

  String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  /** Status and first line, in printable ASCII, for a message. */
  String describe() {
    StringBuilder shown = new StringBuilder();
    for (byte b : body) {
      if (b == '\n' || b == '\r' || shown.length() == MAX_SHOWN) {
        break;
      }
      shown.append(b >= ' ' && b < 0x7F && b != '`' ? (char) b : '?');
    }
    String said = shown.length() == 0 ? "" : " and `" + shown + "`";
    return "it answered with status `" + status + "`" + said;
  }
}
