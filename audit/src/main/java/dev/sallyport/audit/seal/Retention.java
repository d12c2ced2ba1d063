package dev.sallyport.audit.seal;

/**
 * How long records are kept: until they are older than an age, or more than a size in all.
 *
 * @param maxAgeMillis 0 for any age
 * @param maxBytes 0 for any size
 */
public record Retention(long maxAgeMillis, long maxBytes) {
  /** Nothing is ever removed. */
  public static final Retention NONE = new Retention(0, 0);

  /** Whether anything is ever removed. */
  public boolean isNone() {
    return maxAgeMillis == 0 && maxBytes == 0;
  }
}
