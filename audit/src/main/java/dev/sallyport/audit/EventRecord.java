package dev.sallyport.audit;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Something that happened to the log or the process, as names and values in name order. */
public final class EventRecord extends AuditRecord {
  private final RecordKind kind;
  private final SortedMap<String, String> values;

  /**
   * An event.
   *
   * @param kind any kind but DECISION and OUTCOME
   * @param values copied
   */
  public EventRecord(RecordKind kind, Map<String, String> values) {
    if (!kind.isEvent()) {
      throw new IllegalArgumentException("`" + kind + "` is not a kind of event");
    }
    this.kind = kind;
    this.values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
  }

  @Override
  public RecordKind kind() {
    return kind;
  }

  /** The names and values, sorted by name, unmodifiable. */
  public SortedMap<String, String> values() {
    return values;
  }
}
