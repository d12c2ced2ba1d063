package dev.sallyport.engine;

import dev.sallyport.engine.arguments.ArgumentPaths;
import dev.sallyport.engine.arguments.ArgumentScan;
import dev.sallyport.engine.arguments.Step;
import dev.sallyport.engine.arguments.Value;
import dev.sallyport.engine.arguments.ValueCursor;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Fuzzing target: the scan accepts exactly the texts that a strict reader accepts, and finds the
 * reader's values at every path. A text is given in Latin-1; after {@code u} in UTF-8, after {@code
 * w} as UTF-16 units, which need not be pairs.
 */
public final class ArgumentFuzzing {
  /** Small, so that inputs of a few hundred bytes are over them. */
  private static final EngineLimits LIMITS = new EngineLimits(1, 1, 1, 3_000, 8, 100);

  private static final int PATHS = 60;
  private static final Object[] ADDITIONAL = {"a", "b", "", "never"};

  private static final ArgumentScan SCAN =
      new ArgumentScan(
          LIMITS.argumentCharacters(), LIMITS.argumentDepth(), LIMITS.argumentValues());
  private static final ScanComparison COMPARISON = new ScanComparison();

  private ArgumentFuzzing() {}

  /** Called by the fuzzer. */
  public static void fuzzerTestOneInput(byte[] input) {
    String json = text(input);
    COMPARISON.about(json);
    Map<String, Object> arguments = null;
    try {
      arguments = new ArgumentReader(LIMITS).read(json);
    } catch (ArgumentException e) {
      // Refused; the scan must refuse it too.
    }
    List<Step[]> paths = paths(arguments);
    ArgumentPaths.Builder builder = ArgumentPaths.builder();
    int[] slots = paths.stream().mapToInt(path -> builder.add(List.of(path))).toArray();
    if (!SCAN.scan(json, builder.build())) {
      boolean split = arguments != null && ScanComparison.isSplitPair(json);
      COMPARISON.check(arguments == null || split, SCAN.problem(), "accepted");
      Messages.check(SCAN.problem());
      return;
    }
    if (arguments == null) {
      throw new AssertionError("accepted: " + json);
    }
    for (int at = 0; at < slots.length; at++) {
      Step[] path = paths.get(at);
      Value value = SCAN.value(slots[at]);
      COMPARISON.compare(ScanComparison.at(arguments, path), value, path);
      compareElements(ScanComparison.at(arguments, path), value);
    }
  }

  /** Each element of a list, and the member {@code a} of each. */
  private static void compareElements(Object expected, Value value) {
    Step[][] paths = {
      {Step.EVERY}, {Step.EVERY, Step.key("a")}, {Step.EVERY, Step.EVERY, Step.index(1)}
    };
    for (Step[] path : paths) {
      List<Object> elements = new ArrayList<>();
      ScanComparison.collect(expected, path, 0, elements);
      ValueCursor cursor = new ValueCursor();
      Value out = new Value();
      cursor.open(value, path, 0);
      for (Object element : elements) {
        COMPARISON.check(cursor.next(out), "no value", element);
        COMPARISON.compare(element, out, path);
      }
      COMPARISON.check(!cursor.next(out), "one value too many", elements);
    }
  }

  private static String text(byte[] input) {
    if (input.length > 0 && input[0] == 'u') {
      return new String(input, 1, input.length - 1, StandardCharsets.UTF_8);
    }
    if (input.length > 0 && input[0] == 'w') {
      StringBuilder units = new StringBuilder();
      for (int at = 1; at + 1 < input.length; at += 2) {
        units.append((char) ((input[at] & 0xff) << 8 | input[at + 1] & 0xff));
      }
      return units.toString();
    }
    return new String(input, StandardCharsets.ISO_8859_1);
  }

  /** The paths of the first values of a tree, and some that lead nowhere. */
  private static List<Step[]> paths(@Nullable Map<String, Object> arguments) {
    List<Step[]> paths = new ArrayList<>();
    paths.add(new Step[0]);
    Map<Object, Object> root = new HashMap<>(arguments == null ? Map.of() : arguments);
    for (Object key : ADDITIONAL) {
      root.putIfAbsent(key, NoValue.MISSING);
    }
    add(root, new Step[0], paths);
    return paths;
  }

  private static void add(Object value, Step[] path, List<Step[]> paths) {
    if (value instanceof Map<?, ?> map) {
      for (Map.Entry<?, ?> member : map.entrySet()) {
        add(member.getValue(), path, Step.key((String) member.getKey()), paths);
      }
    } else if (value instanceof List<?> list) {
      for (int at = 0; at < list.size(); at++) {
        add(list.get(at), path, Step.index(at), paths);
      }
      add(NoValue.MISSING, path, Step.index(list.size()), paths);
      add(NoValue.ERROR, path, Step.key("a"), paths);
    } else if (path.length < 3) {
      add(NoValue.ERROR, path, Step.index(0), paths);
    }
  }

  private static void add(Object value, Step[] path, Step step, List<Step[]> paths) {
    if (paths.size() < PATHS) {
      Step[] longer = java.util.Arrays.copyOf(path, path.length + 1);
      longer[path.length] = step;
      paths.add(longer);
      add(value, longer, paths);
    }
  }
}
