package dev.sallyport.engine.arguments;

/**
 * Checks a JSON text (RFC 8259) in one pass and notes where the wanted values are. Positions are
 * ints that become negative on a problem, which is then noted.
 */
final class JsonScanner {
  private static final int FAILED = -1;
  private static final int NONE = ArgumentPaths.NONE;

  /** What {@link #keyInWindow} may look at: a quote, 16 bytes, and three behind the next quote. */
  private static final int KEY_WINDOW = 24;

  private static final int QUOTE_COLON = '"' | ':' << 8;

  private final int maxDepth;
  private final int maxValues;
  private final FoundValues found;
  private final Problem problem;
  private final KeySet keys = new KeySet();
  private final JsonTexts texts;
  private final JsonNumbers numbers;
  private final Containers outer = new Containers();

  private byte[] text = Scratch.NONE;
  private int end;
  private boolean utf8;
  private ArgumentPaths paths;
  private int values;

  /** The container at hand: its bracket, and its node or none; elements so far if it has one. */
  private boolean inObject;

  private int start;
  private int elements;
  private int node;

  /** A bit for each key that is wanted in the object at hand; see {@link KeyHash#bit}. */
  private long wantedBits;

  /** The node of the value at hand, or none. */
  private int child;

  JsonScanner(
      int maxDepth, int maxValues, ArgumentPaths paths, FoundValues found, Problem problem) {
    this.maxDepth = maxDepth;
    this.maxValues = maxValues;
    this.paths = paths;
    this.found = found;
    this.problem = problem;
    this.texts = new JsonTexts(problem);
    this.numbers = new JsonNumbers(problem);
  }

  void forget() {
    text = Scratch.NONE;
    keys.forget();
    texts.read(Scratch.NONE, 0);
    numbers.forget();
  }

  boolean scan(byte[] source, int length, boolean isUtf8, ArgumentPaths wanted) {
    text = source;
    end = length;
    utf8 = isUtf8;
    paths = wanted;
    values = 0;
    child = ArgumentPaths.ROOT;
    node = NONE;
    outer.clear();
    keys.clear(source);
    texts.read(source, length);
    numbers.read(source, length);
    int at = space(0);
    if (at == end || text[at] != '{') {
      return fail(Problem.NO_OBJECT, at) >= 0;
    }
    at = document(at);
    return at >= 0 && (space(at) == end || fail(Problem.TRAILING_TEXT, space(at)) >= 0);
  }

  /** From the first bracket; the position behind the last. */
  private int document(int from) {
    int at = from;
    do {
      byte first = at < end ? text[at] : 0;
      if (first == '"') {
        at = string(at);
      } else if (first >= '0' && first <= '9') {
        at = number(at, first);
      } else if (first == '{' || first == '[') {
        at = open(at, first == '{');
        if (at >= 0) {
          continue;
        }
        at = at == FAILED ? FAILED : ~at;
      } else {
        at = scalar(at, first);
      }
      if (at >= 0) {
        at = nextOfKind(at);
      }
    } while (at >= 0 && !outer.isEmpty());
    return at;
  }

  /** As {@link #behindValue}, short for what is usual: no white space. */
  private int nextOfKind(int from) {
    int at = from;
    while (at <= end - KEY_WINDOW) {
      int ahead = Words.intAt(text, at);
      int next = ahead & 0xff;
      if (next == ',') {
        boolean usual = inObject ? (ahead & 0xff00) == '"' << 8 : (ahead & 0xff00) > ' ' << 8;
        if (!usual || ++values > maxValues) {
          return usual ? tooManyValues(at + 1) : behindValue(at);
        }
        if (inObject) {
          return keyInWindow(at + 1);
        }
        child = node < 0 ? NONE : paths.child(node, elements++);
        return at + 1;
      }
      if (next != (inObject ? '}' : ']')) {
        return behindValue(at);
      }
      close(++at);
      if (outer.isEmpty()) {
        return at;
      }
    }
    return behindValue(at);
  }

  /** The position of the first value within; the complement of the closing bracket if none is. */
  private int open(int at, boolean isObject) {
    if (outer.depth() == maxDepth) {
      return problem.set(Problem.DEPTH, at, at, maxDepth);
    }
    outer.push(inObject, start, elements, node, child, keys);
    enter(paths.parentOrNone(child));
    inObject = isObject;
    start = at;
    elements = 0;
    if (isObject) {
      keys.open();
    }
    int next = space(at + 1);
    if (next < end && text[next] == (isObject ? '}' : ']')) {
      return ~next;
    }
    return nextValue(next);
  }

  /** Behind the bracket or comma before a value: the position of the value itself. */
  private int nextValue(int at) {
    if (++values > maxValues) {
      return tooManyValues(at);
    }
    if (inObject) {
      return key(at);
    }
    child = node < 0 ? NONE : paths.child(node, elements++);
    return at;
  }

  private void enter(int container) {
    node = container;
    wantedBits = container < 0 ? 0 : paths.keyBits(container);
  }

  private int tooManyValues(int at) {
    return problem.set(Problem.VALUES, at, at, maxValues);
  }

  /** Past commas and closing brackets to the next value, or behind the last bracket. */
  private int behindValue(int from) {
    int at = from;
    while (true) {
      at = space(at);
      byte next = at < end ? text[at] : 0;
      if (next == ',') {
        return nextValue(space(at + 1));
      }
      if (next != (inObject ? '}' : ']')) {
        return fail(inObject ? Problem.NO_COMMA_IN_OBJECT : Problem.NO_COMMA_IN_LIST, at);
      }
      close(++at);
      if (outer.isEmpty()) {
        return at;
      }
    }
  }

  private void close(int behind) {
    int closed = outer.child();
    if (closed >= 0) {
      found.put(closed, inObject ? Kind.OBJECT : Kind.LIST, start, behind, false);
    }
    boolean wasObject = inObject;
    inObject = outer.inObject();
    start = outer.start();
    elements = outer.elements();
    enter(outer.node());
    outer.pop(wasObject, keys);
  }

  private int string(int at) {
    int from = at + 1;
    int close = -1;
    boolean hasEscapes = false;
    if (from <= end - 8) {
      long word = Words.at(text, from);
      long marks = Words.special(word);
      if (Words.isQuote(word, marks)) {
        close = from + Words.first(marks);
      }
    }
    if (close < 0) {
      close = texts.closingQuote(from);
      hasEscapes = texts.escaped();
      if (close < 0) {
        return FAILED;
      }
    }
    if (child >= 0) {
      found.put(child, Kind.TEXT, from, close, hasEscapes);
    }
    return close + 1;
  }

  /** A key and its colon; the position of the value. */
  private int key(int at) {
    if (at >= end || text[at] != '"') {
      return fail(Problem.NO_KEY, at);
    }
    return at <= end - KEY_WINDOW ? keyInWindow(at) : longKey(at);
  }

  /** A key whose quote is at {@code at}, with enough text behind it to look at in words. */
  private int keyInWindow(int at) {
    int from = at + 1;
    long word = Words.at(text, from);
    long marks = Words.special(word);
    if (marks == 0) {
      return keyOfTwoWords(at, word);
    }
    int length = Words.first(marks);
    long key = word & Words.mask(length);
    if (!Words.isQuote(word, marks) || !utf8 && (key & Words.HIGH_BITS) != 0) {
      return longKey(at);
    }
    return wholeKey(at, length, KeyHash.of(key), key, 0);
  }

  private int keyOfTwoWords(int at, long first) {
    long second = Words.at(text, at + 9);
    long marks = Words.special(second);
    int more = Words.first(marks);
    if (!Words.isQuote(second, marks)
        || !utf8 && ((first | second & Words.mask(more)) & Words.HIGH_BITS) != 0) {
      return longKey(at);
    }
    second &= Words.mask(more);
    return wholeKey(at, 8 + more, KeyHash.of(first, second), first, second);
  }

  private int wholeKey(int at, int length, long hash, long first, long second) {
    int from = at + 1;
    int close = from + length;
    child =
        (KeyHash.bit(hash) & wantedBits) == 0
            ? NONE
            : paths.child(node, hash, first, second, text, from, length);
    if (!keys.add(hash, from, length)) {
      return problem.set(Problem.DUPLICATE_KEY, at, close, 0);
    }
    int ahead = Words.intAt(text, close);
    return (ahead & 0xffff) == QUOTE_COLON && (ahead & 0xff0000) > ' ' << 16
        ? close + 2
        : colon(close + 1);
  }

  private int colon(int from) {
    int at = space(from);
    if (at >= end || text[at] != ':') {
      return fail(Problem.NO_COLON, at);
    }
    return space(at + 1);
  }

  /** A key of 16 bytes or more, or with escapes or other characters than ASCII. */
  private int longKey(int at) {
    int from = at + 1;
    int close = texts.closingQuote(from);
    if (close < 0) {
      return FAILED;
    }
    boolean isNew =
        texts.escaped() || !utf8 && !Texts.isAscii(text, from, close)
            ? copiedKey(from, close)
            : plainKey(from, close);
    return isNew ? colon(close + 1) : problem.set(Problem.DUPLICATE_KEY, at, close, 0);
  }

  private boolean plainKey(int from, int close) {
    long first = Words.before(text, from, close);
    long second = Words.before(text, from + 8, close);
    long hash = hash(text, from, close, first, second);
    child =
        (KeyHash.bit(hash) & wantedBits) == 0
            ? NONE
            : paths.child(node, hash, first, second, text, from, close - from);
    return keys.add(hash, from, close - from);
  }

  /** A key that must be put into UTF-8 first, to be compared with others. */
  private boolean copiedKey(int from, int close) {
    byte[] copies = keys.room((close - from) * 2);
    int start = keys.copied();
    int behind = Escapes.resolve(text, from, close, utf8, copies, start);
    long first = Words.before(copies, start, behind);
    long second = Words.before(copies, start + 8, behind);
    long hash = hash(copies, start, behind, first, second);
    child =
        (KeyHash.bit(hash) & wantedBits) == 0
            ? NONE
            : paths.child(node, hash, first, second, copies, start, behind - start);
    return keys.addCopy(hash, behind - start);
  }

  private static long hash(byte[] bytes, int from, int to, long first, long second) {
    long hash = to - from <= 8 ? KeyHash.of(first) : KeyHash.of(first, second);
    for (int at = from + 16; at < to; at += 8) {
      hash = KeyHash.next(hash, Words.before(bytes, at, to));
    }
    return hash;
  }

  private int scalar(int at, byte first) {
    switch (first) {
      case 't':
        return literal(at, Words.TRUE, 4, Kind.TRUE);
      case 'f':
        // The four characters behind the f: one comparison for all words.
        return literal(at + 1, Words.ALSE, 4, Kind.FALSE);
      case 'n':
        return literal(at, Words.NULL, 4, Kind.NULL);
      default:
        return number(at, first);
    }
  }

  private int literal(int at, int word, int length, int kind) {
    int behind = at + length;
    if (behind > end || Words.intAt(text, at) != word) {
      return fail(Problem.NO_VALUE, kind == Kind.FALSE ? at - 1 : at);
    }
    if (child >= 0) {
      found.put(child, kind, at, behind, false);
    }
    return behind;
  }

  private int number(int from, byte first) {
    int behind = numbers.behind(from, first);
    if (behind >= 0 && child >= 0) {
      found.put(child, Kind.NUMBER, from, behind, false);
    }
    return behind;
  }

  /** Past white space. */
  private int space(int from) {
    int at = from;
    while (at < end && text[at] <= ' ' && isSpace(text[at])) {
      at++;
    }
    return at;
  }

  static boolean isSpace(byte character) {
    return character == ' ' || character == '\n' || character == '\r' || character == '\t';
  }

  private int fail(int code, int at) {
    return problem.set(code, at, at, 0);
  }
}
