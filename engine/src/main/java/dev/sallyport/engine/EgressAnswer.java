package dev.sallyport.engine;

/** What an {@link Egress} says about a request or connection. */
public enum EgressAnswer {
  /** It may be made. */
  ALLOW,
  /** It must not be made. */
  DENY,
  /** It may be made as far as is known; the address that is connected to decides. */
  OPEN
}
