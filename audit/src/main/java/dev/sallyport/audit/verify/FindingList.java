package dev.sallyport.audit.verify;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects the findings about one run, or about the whole log. Not thread-safe. */
final class FindingList {
  /** A destroyed log has no use for a list as long as itself. */
  private static final int MAX = 200;

  private final @Nullable String run;
  private final List<Finding> findings = new ArrayList<>();
  private long left;

  FindingList(@Nullable String run) {
    this.run = run;
  }

  Finding draft(FindingKind kind, String detail) {
    return Finding.of(kind, run, detail);
  }

  void add(FindingKind kind, String detail) {
    add(draft(kind, detail));
  }

  void add(FindingKind kind, String file, String detail) {
    add(draft(kind, detail).withFile(file));
  }

  void add(Finding finding) {
    if (findings.size() < MAX) {
      findings.add(finding);
    } else {
      left++;
    }
  }

  void addAll(FindingList others) {
    for (Finding finding : others.findings) {
      add(finding);
    }
    left += others.left;
  }

  boolean isEmpty() {
    return findings.isEmpty();
  }

  /** Whether something was found in {@code file}. */
  boolean hasFile(String file) {
    for (Finding finding : findings) {
      if (file.equals(finding.file())) {
        return true;
      }
    }
    return false;
  }

  /** Whether something was found in {@code file} that is not about {@code leaf} or a later one. */
  boolean hasFile(String file, long leaf) {
    for (Finding finding : findings) {
      if (file.equals(finding.file()) && finding.firstLeaf() < leaf) {
        return true;
      }
    }
    return false;
  }

  /** Whether something was found that begins at {@code leaf}. */
  boolean hasLeaf(long leaf) {
    for (Finding finding : findings) {
      if (finding.firstLeaf() == leaf) {
        return true;
      }
    }
    return false;
  }

  /** Damage behind the last sealed leaf is no proof of tampering: a crash leaves the same. */
  void soften(long sealed) {
    for (int i = 0; i < findings.size(); i++) {
      Finding finding = findings.get(i);
      if (finding.firstLeaf() >= sealed && isAboutRecords(finding.kind())) {
        findings.set(i, finding.withKind(FindingKind.TAIL_DAMAGED));
      }
    }
  }

  private static boolean isAboutRecords(FindingKind kind) {
    return switch (kind) {
      case RECORD_ALTERED,
          RECORD_MOVED,
          RECORD_DUPLICATED,
          RECORD_MISSING,
          BYTES_INSERTED,
          RECORDS_ALTERED,
          RECORD_UNREADABLE,
          ROLL_MISSING,
          TREE_FILE_DAMAGED ->
          true;
      default -> false;
    };
  }

  List<Finding> all() {
    List<Finding> all = new ArrayList<>(findings);
    if (left > 0) {
      Finding last = findings.get(findings.size() - 1);
      all.add(Finding.of(last.kind(), run, "and `" + left + "` more findings"));
    }
    return all;
  }
}
