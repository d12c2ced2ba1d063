package dev.sallyport.engine.arguments;

/**
 * One value: an argument that a scan or a cursor found, or a fact that was set. Valid until the
 * next scan, or until it is filled again. Not for several threads.
 */
public final class Value {
  private static final int UNKNOWN = -1;

  private int kind = Kind.MISSING;
  private int size = UNKNOWN;
  private boolean escaped;
  private boolean numberRead;
  private byte[] bytes = Scratch.NONE;
  private int start;
  private int end;
  private boolean utf8;
  private final NumberParts number = new NumberParts();
  private final TextBytes fact = new TextBytes();
  private final RawJson json = new RawJson();
  private final Scratch scratch;
  private final boolean ownsScratch;

  /** A value to be set, or to be filled by a cursor; missing until then. */
  public Value() {
    this.scratch = new Scratch();
    this.ownsScratch = true;
  }

  /** A value that puts its text, if it has escapes, where others put theirs. */
  Value(Scratch shared) {
    this.scratch = shared;
    this.ownsScratch = false;
  }

  /** A text that never changes, to be read by any thread; a misfit for unpaired surrogates. */
  public static Value ofText(String text) {
    Value value = new Value();
    value.setText(text);
    return value;
  }

  /** A number that never changes, to be read by any thread. */
  public static Value ofNumber(Decimal number) {
    Value value = new Value();
    value.kind = Kind.NUMBER;
    value.number.read(number.toString());
    value.numberRead = true;
    return value;
  }

  /** A value of a kind that says it all, to be read by any thread. */
  public static Value ofKind(int kind) {
    Value value = new Value();
    value.kind = kind;
    return value;
  }

  /** One of the constants of {@link Kind}. */
  public int kind() {
    return kind;
  }

  /**
   * The bytes around a text, {@link #start} to {@link #end}, encoded as {@link #utf8} says. Read
   * only: they may be a String's own.
   */
  public byte[] bytes() {
    resolve();
    return bytes;
  }

  /** Where in {@link #bytes} the text starts. */
  public int start() {
    resolve();
    return start;
  }

  /** Where in {@link #bytes} the text ends (exclusive). */
  public int end() {
    resolve();
    return end;
  }

  /** Whether {@link #bytes} are UTF-8; else they are Latin-1, a byte for each character. */
  public boolean utf8() {
    resolve();
    return utf8;
  }

  private void resolve() {
    if (escaped) {
      unescape();
    }
  }

  private void unescape() {
    int room = (end - start) * (utf8 ? 1 : 2);
    byte[] to = scratch.room(room);
    int from = scratch.used();
    int behind = Escapes.resolve(bytes, start, end, utf8, to, from);
    scratch.use(behind);
    setText(to, from, behind, true);
  }

  /** Whether a number's {@link #unscaled} is below 10^18 and its {@link #scale} 0 to 18. */
  public boolean isSmall() {
    return number().small;
  }

  /** A small number times 10 to the power of {@link #scale}. */
  public long unscaled() {
    return number().unscaled;
  }

  /** The least number of decimal places that states a small number. */
  public int scale() {
    return number().scale;
  }

  /** -1, 0 or 1 for a number. */
  public int signum() {
    return number().sign;
  }

  /** Whether a number has no fraction, however it is written. */
  public boolean isWhole() {
    return number().isWhole();
  }

  /** Compares two numbers, exactly. */
  public int compareTo(Decimal other) {
    return number().compareTo(other.parts);
  }

  /** Compares two numbers, exactly. */
  public int compareTo(Value other) {
    return number().compareTo(other.number());
  }

  private NumberParts number() {
    if (!numberRead) {
      numberRead = true;
      number.readShort(bytes, start, end);
    }
    return number;
  }

  /** Compares two texts by code points: negative, 0 or positive. */
  public int compareText(Value other) {
    return Texts.compare(this, other);
  }

  /** Whether two texts are the same code points. */
  public boolean equalsText(Value other) {
    return Texts.equal(this, other);
  }

  /**
   * Elements of a list, members of an object, code points of a text; 0 for anything else. Linear in
   * the value the first time.
   */
  public int size() {
    if (size == UNKNOWN) {
      size = kind == Kind.TEXT ? codePoints() : kind >= Kind.LIST ? elements() : 0;
    }
    return size;
  }

  private int codePoints() {
    resolve();
    return Texts.codePoints(bytes, start, end, utf8);
  }

  private int elements() {
    json.read(bytes, utf8);
    json.behind(start);
    return json.elements();
  }

  /** Whether this is a list or an object that is not empty. */
  public boolean hasElements() {
    if (kind < Kind.LIST) {
      return false;
    }
    json.read(bytes, utf8);
    return json.first(start) >= 0;
  }

  /** Makes this a text that is no argument; a misfit if it has an unpaired surrogate. */
  public void setText(String text) {
    clear(Kind.MISFIT);
    if (fact.read(text)) {
      kind = Kind.TEXT;
      setText(fact.bytes(), 0, fact.end(), fact.utf8());
    }
  }

  /** Makes this {@link Kind#MISSING}. */
  public void setMissing() {
    clear(Kind.MISSING);
  }

  /** Makes this {@link Kind#MISFIT}. */
  public void setMisfit() {
    clear(Kind.MISFIT);
  }

  /**
   * Makes this the Latin-1 text {@code bytes[from]} to {@code bytes[to - 1]}, which is not copied.
   */
  public void setLatin1(byte[] bytes, int from, int to) {
    clear(Kind.TEXT);
    setText(bytes, from, to, false);
  }

  /** Makes this a whole number. */
  public void setSmall(long value) {
    clear(Kind.NUMBER);
    number.set(value);
    numberRead = true;
  }

  /**
   * Makes this another text in lower case, by code points ({@link Character#toLowerCase(int)});
   * missing if the other is missing, a misfit if it is no text.
   *
   * @param in another value, which must stay as it is while this one is used
   */
  public void lower(Value in) {
    clear(in.kind == Kind.MISSING ? Kind.MISSING : Kind.MISFIT);
    if (in.kind == Kind.TEXT) {
      kind = Kind.TEXT;
      in.resolve();
      LowerCase.of(in.bytes, in.start, in.end, in.utf8, scratch, this);
    }
  }

  /** Makes this {@link Kind#MISSING} and lets go of the text that it was found in. */
  public void forget() {
    clear(Kind.MISSING);
    bytes = Scratch.NONE;
    fact.clear();
    json.read(Scratch.NONE, false);
    number.forget();
  }

  void clear(int newKind) {
    kind = newKind;
    size = UNKNOWN;
    escaped = false;
    numberRead = false;
    if (ownsScratch) {
      scratch.clear();
    }
  }

  void setText(byte[] text, int from, int to, boolean asUtf8) {
    bytes = text;
    start = from;
    end = to;
    utf8 = asUtf8;
    escaped = false;
  }

  /** An argument: a text without its quotes, anything else whole. */
  void set(int newKind, byte[] text, int from, int to, boolean asUtf8) {
    clear(newKind);
    setText(text, from, to, asUtf8);
  }

  void setEscaped(boolean hasEscapes) {
    escaped = hasEscapes;
  }

  /** The raw bytes of an argument, escapes and all. */
  byte[] raw() {
    return bytes;
  }

  int rawStart() {
    return start;
  }

  boolean rawUtf8() {
    return utf8;
  }
}
