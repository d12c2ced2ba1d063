package dev.sallyport.engine.arguments;

import org.jspecify.annotations.Nullable;

/**
 * Reads one call's arguments: one JSON object (RFC 8259) in which no object has a key twice, every
 * text is valid Unicode and every number is one that a double can hold, neither overflowing nor
 * becoming 0. Anything else is refused. Reusable; not for several threads.
 */
public final class ArgumentScan {
  private static final ArgumentPaths NO_PATHS = ArgumentPaths.builder().build();

  private static final String NO_ARGUMENTS = "{}";

  private final int maxCharacters;
  private final TextBytes text = new TextBytes();
  private final FoundValues found = new FoundValues();
  private final Problem problem = new Problem();
  private final Scratch scratch = new Scratch();
  private final JsonScanner scanner;
  private ArgumentPaths paths = NO_PATHS;
  private Value[] values = new Value[0];
  private int[] filledIn = new int[0]; // by slot: the scan whose value is there
  private int scans;
  private boolean accepted;

  /**
   * A scan with limits; what is over one is refused.
   *
   * @param maxCharacters UTF-16 characters of the text
   * @param maxDepth nesting of objects and lists, the outermost object included
   * @param maxValues values, objects and lists included, the outermost object not
   */
  public ArgumentScan(int maxCharacters, int maxDepth, int maxValues) {
    this.maxCharacters = maxCharacters;
    this.scanner = new JsonScanner(maxDepth, maxValues, NO_PATHS, found, problem);
  }

  /**
   * Reads arguments and finds the values at {@code wanted}. Whatever an earlier scan gave out is no
   * longer valid.
   *
   * @param json null or white space for no arguments
   * @return whether the arguments are acceptable; if not, {@link #problem} says why
   */
  public boolean scan(@Nullable String json, ArgumentPaths wanted) {
    accepted = false;
    problem.clear();
    scratch.clear();
    text.clear();
    use(wanted);
    String given = json == null ? NO_ARGUMENTS : json;
    if (given.length() > maxCharacters) {
      problem.set(Problem.LENGTH, given.length(), 0, maxCharacters);
    } else if (!text.read(isBlank(given) ? NO_ARGUMENTS : given)) {
      problem.set(Problem.RAW_SURROGATE, text.badAt(), 0, 0);
    } else {
      accepted = scanner.scan(text.bytes(), text.end(), text.utf8(), wanted);
    }
    return accepted;
  }

  /** White space of RFC 8259 only. */
  private static boolean isBlank(String json) {
    int at = 0;
    while (at < json.length()
        && JsonScanner.isSpace((byte) json.charAt(at))
        && json.charAt(at) <= ' ') {
      at++;
    }
    return at == json.length();
  }

  private void use(ArgumentPaths wanted) {
    scans++;
    found.clear(wanted.nodes());
    if (paths == wanted) {
      return;
    }
    paths = wanted;
    if (values.length < wanted.size()) {
      values = new Value[wanted.size()];
      filledIn = new int[wanted.size()];
      for (int slot = 0; slot < values.length; slot++) {
        values[slot] = new Value(scratch);
      }
    }
  }

  /**
   * Why the last scan refused its text, such as {@code duplicate key `a` at offset 12}: one line of
   * bounded length, offsets in characters. Empty if it was accepted.
   */
  public String problem() {
    return problem.message(text.bytes(), text.end(), text.utf8());
  }

  /** What the last scan found, as a constant of {@link Kind}; a misfit if it refused its text. */
  public int kind(int slot) {
    return accepted ? found.kind(paths.node(slot), paths) : Kind.MISFIT;
  }

  /** What the last scan found. The same object for the same slot, valid until the next scan. */
  public Value value(int slot) {
    Value value = values[slot];
    if (filledIn[slot] != scans || !accepted) {
      filledIn[slot] = scans;
      fill(value, kind(slot), paths.node(slot));
    }
    return value;
  }

  private void fill(Value value, int kind, int node) {
    if (kind < Kind.NUMBER) {
      value.clear(kind);
      return;
    }
    value.set(kind, text.bytes(), found.start(node), found.end(node), text.utf8());
    value.setEscaped(found.escaped(node));
  }

  /**
   * Lets go of the last text and of what was found in it, so that they are not kept until the next
   * scan.
   */
  public void forget() {
    accepted = false;
    problem.clear();
    scratch.clear();
    text.clear();
    scanner.forget();
    for (int slot = 0; slot < values.length; slot++) {
      if (filledIn[slot] == scans) {
        values[slot].forget();
      }
    }
    scans++;
  }
}
