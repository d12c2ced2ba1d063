package dev.sallyport.audit;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * A KEY_ROTATE record of a removed file, which the PRUNED record about that file keeps: without it
 * later checkpoints of the run could not be checked. It is genuine if its leaf hash is the one that
 * the run's tree has at its index; that is for the caller to find out.
 *
 * @param record as its bytes say
 * @param bytes of the leaf; not to be changed
 */
public record KeptRotation(EventRecord record, byte[] bytes) {
  private static final String NAME = "key.";

  /** The index that the record says it has. */
  public long leaf() {
    return record.leafIndex();
  }

  /** Adds the values with which a PRUNED record keeps these leaves. */
  public static void put(List<byte[]> leaves, Map<String, String> values) {
    int number = 1;
    for (byte[] leaf : leaves) {
      values.put(NAME + number, Base64.getEncoder().encodeToString(leaf));
      number++;
    }
  }

  /**
   * The records that {@code pruned} keeps, in no order.
   *
   * @throws DamagedRecordException if a value is no KEY_ROTATE record
   */
  public static List<KeptRotation> in(EventRecord pruned) throws DamagedRecordException {
    List<KeptRotation> kept = new ArrayList<>();
    for (Map.Entry<String, String> value : pruned.values().entrySet()) {
      if (value.getKey().startsWith(NAME)) {
        kept.add(parse(value.getKey(), value.getValue()));
      }
    }
    return kept;
  }

  private static KeptRotation parse(String name, String value) throws DamagedRecordException {
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(value);
    } catch (IllegalArgumentException e) {
      throw new DamagedRecordException(0, "the value `" + name + "` is not base64");
    }
    boolean canonical = Base64.getEncoder().encodeToString(bytes).equals(value);
    if (canonical
        && AuditRecord.decode(bytes) instanceof EventRecord event
        && event.kind() == RecordKind.KEY_ROTATE) {
      return new KeptRotation(event, bytes);
    }
    throw new DamagedRecordException(0, "the value `" + name + "` is no KEY_ROTATE record");
  }
}
