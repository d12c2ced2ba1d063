package dev.sallyport.cli.search;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The names of one sort in a file, by number, and those of them that the present block has. Takes a
 * bounded number of names. Not thread-safe.
 */
final class NameTable {
  static final int MAX_NAMES = 1_024;

  private final List<String> names = new ArrayList<>();
  private final Map<String, Integer> numbers = new HashMap<>();
  private final BitSet inBlock = new BitSet();
  private boolean others;

  /** Notes that the block has the name; null counts as empty, as it does for filters. */
  void note(@Nullable String name) {
    String key = name == null ? "" : name;
    Integer number = numbers.get(key);
    if (number == null && names.size() < MAX_NAMES) {
      number = names.size();
      put(key);
    }
    if (number == null) {
      others = true;
    } else {
      inBlock.set(number);
    }
  }

  private void put(String name) {
    numbers.put(name, names.size());
    names.add(name);
  }

  /** Writes which names the block has, and begins the next block. */
  void endBlock(IndexOutput out) {
    if (others) {
      out.number(-1);
    } else {
      out.number(inBlock.cardinality());
      for (int i = inBlock.nextSetBit(0); i >= 0; i = inBlock.nextSetBit(i + 1)) {
        out.number(i);
      }
    }
    startBlock();
  }

  void startBlock() {
    inBlock.clear();
    others = false;
  }

  /** The names of a block that {@link #endBlock} wrote; null if they are not known. */
  @Nullable List<String> ofBlock(IndexInput in) throws InvalidIndexException {
    long count = in.number();
    if (count == -1) {
      return null;
    }
    if (count < 0 || count > names.size()) {
      throw new InvalidIndexException("a block has `" + count + "` names of " + names.size());
    }
    List<String> found = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      found.add(names.get(in.count(names.size() - 1)));
    }
    return found;
  }

  void write(IndexOutput out) {
    out.number(names.size());
    for (String name : names) {
      out.text(name);
    }
  }

  static NameTable read(IndexInput in) throws InvalidIndexException {
    NameTable table = new NameTable();
    int count = in.count(MAX_NAMES);
    for (int i = 0; i < count; i++) {
      table.put(in.text());
    }
    if (table.numbers.size() != count) {
      throw new InvalidIndexException("a name occurs twice");
    }
    return table;
  }
}
