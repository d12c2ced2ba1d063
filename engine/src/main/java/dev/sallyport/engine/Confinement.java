package dev.sallyport.engine;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a policy says beside its rules.
 *
 * @param egress null if no document has an {@code egress} block
 * @param boxes in the order of the documents
 * @param judgesRequests false for parts of a policy that are asked by themselves
 */
record Confinement(@Nullable Egress egress, List<BoxPolicy> boxes, boolean judgesRequests) {
  /** No egress block and no boxes. */
  static final Confinement NONE = new Confinement(null, List.of(), true);

  /** For questions about rules alone. */
  static final Confinement RULES_ONLY = new Confinement(null, List.of(), false);

  Confinement {
    boxes = List.copyOf(boxes);
  }

  /**
   * What addresses every governed request is checked against, also without an {@code egress} block:
   * those that are not public need an entry that lists them.
   */
  Egress addresses() {
    return egress == null ? Egress.PUBLIC : egress;
  }
}
