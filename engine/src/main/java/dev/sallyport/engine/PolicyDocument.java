package dev.sallyport.engine;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A document of a policy, while the policy is read. Not thread-safe. */
final class PolicyDocument {
  final String file;

  /** The documents that this one extends, and those that they extend; each once. */
  final List<PolicyDocument> ancestors = new ArrayList<>();

  NamePatterns agents = NamePatterns.ANY;
  Scope scope = Scope.GLOBAL;
  Effect defaultEffect = Effect.DENY;

  /** Where the document could state {@code conflict} and does not; null if it does or could not. */
  @Nullable YamlNode conflictMissingAt;

  /** Whether it seems to be written for other readers. */
  boolean isForeign;

  /** Whether it has keys that only this engine knows. */
  boolean hasOwnKeys;

  /** Where the document begins. */
  YamlNode root = new YamlNode.Scalar(1, 1, 1, 'p', "");

  /** Whether the document is written so that the rules of the highest priority decide. */
  boolean isOlder;

  /** Whether another document extends this one. */
  boolean isParent;

  /** Whether it and all it extends have been read. */
  boolean isRead;

  /** What it says about where requests may go; null if it says nothing. */
  @Nullable StatedEgress egress;

  /** What the document means elsewhere. */
  final DialectNotes notes;

  PolicyDocument(String file, PolicyAssembly assembly) {
    this.file = file;
    this.notes = new DialectNotes(file, assembly);
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
