package dev.sallyport.enforcer;

import dev.sallyport.bootstrap.CallContext;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The boxes that a tool call runs in: its own and those of whoever called it. All of them hold.
 * Immutable; never empty.
 */
final class BoxUnion {
  private final List<Box> boxes;

  private BoxUnion(List<Box> boxes) {
    this.boxes = List.copyOf(boxes);
  }

  /** Null if there are none. */
  static @Nullable BoxUnion of(List<Box> boxes) {
    return boxes.isEmpty() ? null : new BoxUnion(boxes);
  }

  /** The boxes of whoever acts in {@code context}; null if nothing confines it. */
  static @Nullable BoxUnion of(CallContext context) {
    return of(context.box());
  }

  /** What the bridge carries is what {@link #of(List)} made, or nothing. */
  static @Nullable BoxUnion of(@Nullable Object carried) {
    return (BoxUnion) carried;
  }

  /** These boxes and the others. */
  BoxUnion and(@Nullable BoxUnion others) {
    if (others == null || boxes.containsAll(others.boxes)) {
      return this;
    }
    if (others.boxes.containsAll(boxes)) {
      return others;
    }
    List<Box> all = new ArrayList<>(boxes);
    for (Box other : others.boxes) {
      if (!boxes.contains(other)) {
        all.add(other);
      }
    }
    return new BoxUnion(all);
  }

  List<Box> boxes() {
    return boxes;
  }

  boolean restrictsNetwork() {
    return restrictingNetwork() != null;
  }

  /** The first box with a say about the network, or null. */
  @Nullable Box restrictingNetwork() {
    for (Box box : boxes) {
      if (box.policy().network() != null) {
        return box;
      }
    }
    return null;
  }
}
