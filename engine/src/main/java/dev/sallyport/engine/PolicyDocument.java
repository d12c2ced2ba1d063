package dev.sallyport.engine;

import java.util.ArrayList;
import java.util.List;

/** A document of a policy, while the policy is read. Not thread-safe. */
final class PolicyDocument {
  final String file;

  /** The documents that this one extends, and those that they extend; each once. */
  final List<PolicyDocument> ancestors = new ArrayList<>();

  NamePatterns agents = NamePatterns.ANY;
  Scope scope = Scope.GLOBAL;
  Effect defaultEffect = Effect.DENY;

  /** Whether another document extends this one. */
  boolean isParent;

  /** Whether it and all it extends have been read. */
  boolean isRead;

  PolicyDocument(String file) {
    this.file = file;
  }

  /** Notes that this document extends {@code parent}, which has been read. */
  void extend(PolicyDocument parent) {
    parent.isParent = true;
    addAncestor(parent);
    for (PolicyDocument ancestor : parent.ancestors) {
      addAncestor(ancestor);
    }
  }

  private void addAncestor(PolicyDocument ancestor) {
    if (!ancestors.contains(ancestor)) {
      ancestors.add(ancestor);
    }
  }
}
