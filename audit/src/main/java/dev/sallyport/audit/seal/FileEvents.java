package dev.sallyport.audit.seal;

import dev.sallyport.audit.DamagedRecordException;
import dev.sallyport.audit.EventRecord;
import dev.sallyport.audit.RecordFrame;
import dev.sallyport.audit.RecordKind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What must outlive a record file: its changes of key, and what it tells of files removed earlier.
 *
 * @param first index of its first leaf; 0 if it has none
 * @param end index after its last leaf
 * @param rotations the bytes of its KEY_ROTATE records, in order
 * @param prunings its PRUNED records, each once
 */
record FileEvents(long first, long end, List<byte[]> rotations, List<EventRecord> prunings) {
  /**
   * Reads the file of a run.
   *
   * @throws LogDamageException if it does not hold records only
   */
  static FileEvents read(Path file, long bootId) throws IOException {
    Path folder = file.resolveSibling("");
    List<byte[]> rotations = new ArrayList<>();
    Map<Map<String, String>, EventRecord> prunings = new LinkedHashMap<>();
    long first = 0;
    long end = 0;
    try (LeafReader reader = LeafReader.from(folder, bootId, file)) {
      while (reader.next() && reader.file().equals(file)) {
        first = end == 0 ? reader.nextLeaf() - 1 : first;
        end = reader.nextLeaf();
        RecordKind kind = RecordFrame.kind(reader.bytes(), reader.offset());
        if (kind == RecordKind.KEY_ROTATE) {
          int from = reader.offset();
          rotations.add(Arrays.copyOfRange(reader.bytes(), from, from + reader.length()));
        } else if (kind == RecordKind.PRUNED) {
          EventRecord pruned = event(reader);
          prunings.putIfAbsent(pruned.values(), pruned);
        }
      }
    }
    return new FileEvents(first, end, rotations, new ArrayList<>(prunings.values()));
  }

  private static EventRecord event(LeafReader reader) throws LogDamageException {
    try {
      return RecordFrame.event(reader.bytes(), reader.offset(), reader.length());
    } catch (DamagedRecordException e) {
      throw new LogDamageException("a record in it can't be read: " + e.getMessage());
    }
  }
}
