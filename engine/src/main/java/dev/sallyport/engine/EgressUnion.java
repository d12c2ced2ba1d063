package dev.sallyport.engine;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Unites what several documents say about where requests may go. */
final class EgressUnion {
  private EgressUnion() {}

  /**
   * The union of {@code deny} lists, and of the {@code allow} lists of documents that no other one
   * extends. An {@code allow} list of a document that another one extends is a bound for all: what
   * extends a document must not loosen it.
   *
   * @return null if no document says anything
   */
  static @Nullable Egress of(List<PolicyDocument> documents) {
    List<List<EgressEntry>> allow = new ArrayList<>();
    List<EgressEntry> united = null;
    List<EgressEntry> deny = new ArrayList<>();
    boolean wholeProcess = false;
    boolean any = false;
    for (PolicyDocument document : documents) {
      StatedEgress stated = document.egress;
      if (stated == null) {
        continue;
      }
      any = true;
      wholeProcess |= stated.wholeProcess();
      deny.addAll(stated.deny());
      List<EgressEntry> allowed = stated.allow();
      if (allowed != null && document.isParent) {
        allow.add(allowed);
      } else if (allowed != null) {
        united = united == null ? new ArrayList<>() : united;
        united.addAll(allowed);
      }
    }
    if (united != null) {
      allow.add(united);
    }
    return any ? new Egress(allow, deny, wholeProcess) : null;
  }
}
