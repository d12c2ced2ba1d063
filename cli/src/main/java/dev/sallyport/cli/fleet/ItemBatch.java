package dev.sallyport.cli.fleet;

import java.util.ArrayList;
import java.util.List;

/** What is sent at once. Not thread-safe. */
final class ItemBatch {
  private static final int MAX_ITEMS = 1_000;
  private static final int MAX_BYTES = 1 << 20;

  private final List<ExportItem> items = new ArrayList<>();
  private long bytes;

  void add(ExportItem item) {
    items.add(item);
    bytes += item.value().length;
  }

  boolean isFull() {
    return items.size() >= MAX_ITEMS || bytes >= MAX_BYTES;
  }

  int size() {
    return items.size();
  }

  boolean isEmpty() {
    return items.isEmpty();
  }

  List<ExportItem> items() {
    return List.copyOf(items);
  }

  void clear() {
    items.clear();
    bytes = 0;
  }
}
