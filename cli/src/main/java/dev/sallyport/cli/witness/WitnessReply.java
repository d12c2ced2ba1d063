package dev.sallyport.cli.witness;

/**
 * An answer to a request.
 *
 * @param status of HTTP
 * @param contentType of the body
 * @param body ends with a line feed
 */
record WitnessReply(int status, String contentType, String body) {
  static final int OK = 200;
  static final int BAD_REQUEST = 400;
  static final int FORBIDDEN = 403;
  static final int NOT_FOUND = 404;
  static final int CONFLICT = 409;
  static final int UNPROCESSABLE = 422;
  static final int FAILED = 500;

  private static final String TEXT = "text/plain; charset=utf-8";

  static WitnessReply ok(String body) {
    return new WitnessReply(OK, TEXT, body);
  }

  /** A refusal that says why in one line. */
  static WitnessReply refused(int status, String why) {
    return new WitnessReply(status, TEXT, why + "\n");
  }

  /** A conflict that is answered with the number that was wanted. */
  static WitnessReply conflict(String contentType, long wanted) {
    return new WitnessReply(CONFLICT, contentType, wanted + "\n");
  }
}
