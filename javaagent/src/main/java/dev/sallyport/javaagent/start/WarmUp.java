package dev.sallyport.javaagent.start;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Has the JDK set up its hash functions, which takes tens of milliseconds in a cold JVM, on a
 * second core while the policy is parsed. Changes nothing but when that work is done.
 */
final class WarmUp extends Thread {
  WarmUp() {
    super(null, null, "sallyport-warm-up", 0, false);
    setDaemon(true);
  }

  @Override
  public void run() {
    try {
      MessageDigest.getInstance("SHA-256").digest();
    } catch (NoSuchAlgorithmException e) {
      // Whoever needs the digest next meets the same and refuses to start.
      return;
    }
  }
}
