package dev.sallyport.bootstrap;

import org.jspecify.annotations.Nullable;

/**
 * An HTTP request while the client's method for it runs. Made by {@link HttpGate#enter} and to be
 * given to {@link HttpGate#exit} on the same thread.
 */
public final class HttpScope {
  private final @Nullable CallContext previous;
  private final @Nullable String refusal;

  HttpScope(@Nullable CallContext previous, @Nullable String refusal) {
    this.previous = previous;
    this.refusal = refusal;
  }

  /** Whether no byte of the request may leave. */
  public boolean refused() {
    return refusal != null;
  }

  /** A new exception for a refused request. */
  public HttpRequestDenied denial() {
    return new HttpRequestDenied(String.valueOf(refusal));
  }

  @Nullable CallContext previous() {
    return previous;
  }
}
