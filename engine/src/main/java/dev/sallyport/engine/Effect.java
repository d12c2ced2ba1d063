package dev.sallyport.engine;

/** What happens to a call. */
public enum Effect {
  /** The call runs. */
  ALLOW,
  /** The call is refused. */
  DENY,
  /** The call waits for a person. */
  REQUIRE_APPROVAL
}
