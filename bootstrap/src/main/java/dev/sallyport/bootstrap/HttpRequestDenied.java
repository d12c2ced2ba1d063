package dev.sallyport.bootstrap;

import java.net.ConnectException;

/**
 * What a refused HTTP request or connection ends with: an {@link java.io.IOException}, as every
 * client raises when it can't connect. Its message is the constant refusal text with the decision
 * id; rule detail is in the log.
 */
public final class HttpRequestDenied extends ConnectException {
  private static final long serialVersionUID = 1L;

  /** Creates the denial with the refusal text. */
  public HttpRequestDenied(String refusal) {
    super(refusal);
  }
}
