package dev.sallyport.it;

import java.util.Set;

/**
 * One request of a tool call that a client makes, and what must come of it.
 *
 * @param name what it shows
 * @param url the URL: {@code GOOD} stands for the permitted host and port, {@code PORT} for the
 *     port that both servers have, {@code TLS} for that of both servers behind TLS, {@code FLIP}
 *     for a name that changes its address, {@code ID} for the part of the path that is this case's
 * @param end the path, with {@code ID}, that counts as the request having got through
 * @param expected what must come of it
 * @param status the status of the redirect in it, or 0
 */
record EgressCase(String name, String url, String end, Expected expected, int status) {
  /** What must come of a request. */
  enum Expected {
    /** It gets through, and the client says so. */
    ALLOWED,
    /** No server sees the end, and the client throws the refusal. */
    DENIED,
    /** No server sees the end; what the client makes of the URL is its own business. */
    UNSEEN,
    /** It gets through or not; what is denied sees nothing in any case. */
    EITHER
  }

  static EgressCase of(String name, String url, Expected expected) {
    return new EgressCase(name, url, "/ok/ID", expected, 0);
  }

  /** Whether a client that does not follow such a redirect has nothing to deny here. */
  boolean followed(Set<Integer> unfollowed) {
    return !unfollowed.contains(status);
  }

  @Override
  public String toString() {
    return name;
  }
}
