package dev.sallyport.enforcer;

import dev.sallyport.engine.BoxPolicy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The boxes of a policy, and which of them each tool and agent runs in. Thread-safe. */
final class BoxIndex {
  /** Names come from models, which may make up any number of them. */
  private static final int MOST_KEPT = 4_096;

  private static final Kept NONE = new Kept(null);

  private final List<Box> boxes = new ArrayList<>();
  private final ConcurrentHashMap<String, ConcurrentHashMap<String, Kept>> byAgent =
      new ConcurrentHashMap<>();
  private final AtomicInteger kept = new AtomicInteger();

  private record Kept(@Nullable BoxUnion boxes) {}

  BoxIndex(List<BoxPolicy> policies) {
    for (BoxPolicy policy : policies) {
      boxes.add(new Box(policy));
    }
  }

  List<Box> all() {
    return Collections.unmodifiableList(boxes);
  }

  boolean isEmpty() {
    return boxes.isEmpty();
  }

  /** The boxes for a call; null if none applies. Allocates only for names that are new. */
  @Nullable BoxUnion of(@Nullable String tool, @Nullable String agent) {
    if (boxes.isEmpty()) {
      return null;
    }
    if (tool == null) {
      return find(null, agent);
    }
    String by = agent == null ? "" : agent;
    ConcurrentHashMap<String, Kept> tools = byAgent.get(by);
    Kept known = tools == null ? null : tools.get(tool);
    // Agents without a name are looked up anew if one is named so: both would be the same key.
    if (known != null && (agent == null || !agent.isEmpty())) {
      return known.boxes();
    }
    return keep(tool, agent, by);
  }

  private @Nullable BoxUnion keep(String tool, @Nullable String agent, String by) {
    BoxUnion found = find(tool, agent);
    boolean distinct = agent == null || !agent.isEmpty();
    if (distinct && kept.get() < MOST_KEPT) {
      ConcurrentHashMap<String, Kept> tools = byAgent.get(by);
      if (tools == null) {
        byAgent.putIfAbsent(by, new ConcurrentHashMap<>());
        tools = byAgent.get(by);
      }
      if (tools != null
          && tools.putIfAbsent(tool, found == null ? NONE : new Kept(found)) == null) {
        kept.incrementAndGet();
      }
    }
    return found;
  }

  private @Nullable BoxUnion find(@Nullable String tool, @Nullable String agent) {
    List<Box> applying = new ArrayList<>();
    for (Box box : boxes) {
      if (box.policy().appliesTo(tool, agent)) {
        applying.add(box);
      }
    }
    return BoxUnion.of(applying);
  }
}
