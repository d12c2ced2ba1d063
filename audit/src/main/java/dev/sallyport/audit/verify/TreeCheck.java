package dev.sallyport.audit.verify;

import dev.sallyport.audit.merkle.CompactTree;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The tree of a run as it grows from the records, and beside it, once a record differs from the
 * file of leaf hashes, the tree that this file makes. A signed root then tells which of the two is
 * wrong, and so which record was altered. Not thread-safe.
 */
final class TreeCheck {
  /** What a signed root says about the trees. */
  enum Answer {
    /** The records are as they were sealed. */
    RECORDS,
    /** The leaf hashes are as they were sealed, and some records are not. */
    LEAF_HASHES,
    /** Neither is. */
    NEITHER,
    /** The tree is not known any more. */
    UNKNOWN
  }

  private static final int MAX_SUSPECTS = 1_000;

  private CompactTree records = new CompactTree();
  private @Nullable CompactTree stored;
  private final List<Finding> suspects = new ArrayList<>();
  private boolean broken;

  /** Adds a leaf about which records and leaf hashes agree, or that has no leaf hash. */
  void add(byte[] hashes, int at) {
    if (broken) {
      return;
    }
    records.add(hashes, at);
    if (stored != null) {
      stored.add(hashes, at);
    }
  }

  /** Adds a leaf whose record does not fit its leaf hash. */
  void addDiffering(byte[] hash, byte[] storedHashes, int at, Finding suspect) {
    if (broken) {
      return;
    }
    CompactTree other = stored;
    if (other == null) {
      other = records.copy();
      stored = other;
    }
    records.add(hash);
    other.add(storedHashes, at);
    if (suspects.size() < MAX_SUSPECTS) {
      suspects.add(suspect);
    }
  }

  /** From now on no root is known. */
  void giveUp() {
    broken = true;
  }

  boolean isBroken() {
    return broken;
  }

  /** Records that do not fit their leaf hashes, since the last signed root. */
  List<Finding> suspects() {
    return List.copyOf(suspects);
  }

  /** The roots that the tree may have now; none if it is not known. */
  List<byte[]> roots() {
    List<byte[]> roots = new ArrayList<>(2);
    if (!broken) {
      roots.add(records.root());
    }
    CompactTree other = stored;
    if (!broken && other != null) {
      roots.add(other.root());
    }
    return roots;
  }

  /** Whether the tree can have this root now; what differs may be settled later. */
  RootClaim.Outcome compare(byte[] root) {
    if (broken) {
      return RootClaim.Outcome.NOT_COMPUTED;
    }
    for (byte[] possible : roots()) {
      if (Arrays.equals(possible, root)) {
        return RootClaim.Outcome.HOLDS;
      }
    }
    return RootClaim.Outcome.DIFFERS;
  }

  /** Takes a signed root of the present size as the truth. */
  Answer settle(byte[] signedRoot) {
    if (broken) {
      return Answer.UNKNOWN;
    }
    CompactTree other = stored;
    stored = null;
    suspects.clear();
    if (Arrays.equals(records.root(), signedRoot)) {
      return Answer.RECORDS;
    }
    if (other != null && Arrays.equals(other.root(), signedRoot)) {
      records = other;
      return Answer.LEAF_HASHES;
    }
    broken = true;
    return Answer.NEITHER;
  }
}
