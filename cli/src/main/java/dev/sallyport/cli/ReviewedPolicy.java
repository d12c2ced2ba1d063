package dev.sallyport.cli;

import dev.sallyport.engine.PolicySet;

/**
 * A policy that a command has read.
 *
 * @param place the file, or the folder with the number of files
 */
record ReviewedPolicy(String place, PolicySet set) {
  private static final int SHORT_DIGEST = 12;

  /** Such as {@code sallyport.yaml (3 rules, sha256:1a2b3c4d5e6f)}. */
  String describe() {
    int rules = set.ruleCount();
    String count = rules == 1 ? "1 rule" : rules + " rules";
    return place + " (" + count + ", sha256:" + shortDigest(set.digestHex()) + ")";
  }

  static String shortDigest(String hex) {
    return hex.substring(0, Math.min(SHORT_DIGEST, hex.length()));
  }
}
