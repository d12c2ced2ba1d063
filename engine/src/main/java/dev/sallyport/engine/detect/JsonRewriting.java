package dev.sallyport.engine.detect;

import dev.sallyport.engine.detect.JsonReader.NotJson;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Rewrites one JSON text in one pass, without a tree and without recursion. Whatever is not masked
 * is copied as it is written: white space, order, escapes, notation of numbers.
 */
final class JsonRewriting {
  /** Levels of JSON within texts of JSON that are looked into; a deeper one is a text. */
  private static final int LEVELS = 4;

  private final String json;
  private final JsonReader reader;
  private final Deque<Container> open = new ArrayDeque<>();
  private final List<Edit> edits = new ArrayList<>();
  private final int level;

  private JsonRewriting(String json, int level) {
    this.json = json;
    this.level = level;
    reader = new JsonReader(json);
  }

  /** The rewritten text; the same object if nothing is masked. */
  static String rewrite(String json, List<MaskTarget> targets) throws NotJson {
    JsonRewriting rewriting = new JsonRewriting(json, 1);
    rewriting.document(ActiveTargets.of(targets), "");
    return rewriting.result();
  }

  private void document(ActiveTargets targets, String label) throws NotJson {
    value(targets, label);
    while (!open.isEmpty()) {
      next(open.element());
    }
    if (!reader.isAtEnd()) {
      throw new NotJson();
    }
  }

  private String result() {
    if (edits.isEmpty()) {
      return json;
    }
    StringBuilder out = new StringBuilder(json.length());
    int copied = 0;
    for (Edit edit : edits) {
      out.append(json, copied, edit.start()).append(edit.text());
      copied = edit.end();
    }
    return out.append(json, copied, json.length()).toString();
  }

  private void next(Container container) throws NotJson {
    char close = container.object ? '}' : ']';
    boolean more = container.count == 0 ? reader.peek() != close : reader.skip(',');
    if (!more) {
      reader.expect(close);
      open.remove();
      return;
    }
    String key = null;
    if (container.object) {
      key = reader.text().text();
      reader.expect(':');
    }
    ActiveTargets targets = container.targets.child(key, container.count++);
    value(targets, key == null ? container.label : key);
  }

  private void value(ActiveTargets targets, String label) throws NotJson {
    char first = reader.peek();
    switch (first) {
      case '{':
      case '[':
        reader.expect(first);
        open.push(new Container(first == '{', targets.inside(first == '{'), label));
        break;
      case '"':
        text(reader.text(), targets, label);
        break;
      case 't':
        reader.literal("true");
        if (targets.isWhole() || targets.hasPending()) {
          replace(reader.position() - 4, reader.position(), "false");
        }
        break;
      case 'f':
        reader.literal("false");
        break;
      case 'n':
        reader.literal("null");
        break;
      default:
        number(targets, label);
    }
  }

  private void number(ActiveTargets targets, String label) throws NotJson {
    int start = reader.position();
    String notation = reader.number();
    if (notation.equals("0") || notation.equals("-0")) {
      return;
    }
    if (targets.isWhole() || targets.hasPending() || isFound(notation, targets, label)) {
      replace(start, reader.position(), "0");
    }
  }

  private static boolean isFound(String notation, ActiveTargets targets, String label) {
    if (targets.detectors().isEmpty()) {
      return false;
    }
    String integer = JsonNumber.integer(notation);
    return isFoundIn(notation, targets, label)
        || !integer.equals(notation) && isFoundIn(integer, targets, label);
  }

  private static boolean isFoundIn(String text, ActiveTargets targets, String label) {
    Spans spans = new Spans(text.length());
    for (TextDetector detector : targets.detectors()) {
      detector.find(label, text, spans);
    }
    return !spans.united().isEmpty();
  }

  private void text(JsonString string, ActiveTargets targets, String label) {
    String text = string.text();
    if (targets.isWhole() || targets.hasPending()) {
      int tail = tailStart(text, targets.hasPending() ? 0 : targets.keepLast());
      mask(string, 0, tail);
      return;
    }
    if (targets.detectors().isEmpty() || isRewrittenInside(string, targets, label)) {
      return;
    }
    Spans spans = new Spans(text.length());
    for (TextDetector detector : targets.detectors()) {
      detector.find(label, text, spans);
    }
    for (Spans.Span span : spans.united()) {
      mask(string, span.start(), TextDetector.tailStart(text, span));
    }
  }

  private void mask(JsonString string, int from, int to) {
    replace(string.offset(from), string.offset(to), TextDetector.MASK);
  }

  /**
   * Rewrites JSON that a text consists of, as results of tools often do, so that it stays JSON. Not
   * if a pattern of the policy's own finds something in the text as it is.
   */
  private boolean isRewrittenInside(JsonString string, ActiveTargets targets, String label) {
    String text = string.text();
    if (level == LEVELS || !ArgumentRewriter.isStructured(text)) {
      return false;
    }
    Spans own = new Spans(text.length());
    for (TextDetector detector : targets.detectors()) {
      detector.findOwn(text, own);
    }
    JsonRewriting inside = new JsonRewriting(text, level + 1);
    try {
      inside.document(targets, label);
    } catch (NotJson e) {
      return false;
    }
    if (!own.united().isEmpty()) {
      return false;
    }
    for (Edit edit : inside.edits) {
      replace(string.offset(edit.start()), string.offset(edit.end()), edit.text());
    }
    return true;
  }

  /** Where the rest of a whole masked text begins that stays, be it masked now or before. */
  private static int tailStart(String text, int keepLast) {
    int behind = TextDetector.MASK.length();
    boolean masked =
        text.startsWith(TextDetector.MASK)
            && text.codePointCount(behind, text.length()) <= keepLast;
    return masked
        ? behind
        : TextDetector.tailStart(text, new Spans.Span(0, text.length(), keepLast));
  }

  /** A text that is no JSON, as if it were the only value of one. */
  static String rewriteText(String text, List<MaskTarget> targets) {
    ActiveTargets whole = ActiveTargets.of(targets);
    JsonRewriting rewriting = new JsonRewriting(text, LEVELS);
    rewriting.text(new JsonString(text, 0, text.length(), false), whole, "");
    return rewriting.result();
  }

  private void replace(int start, int end, String replacement) {
    if (end - start == replacement.length() && json.startsWith(replacement, start)) {
      return;
    }
    edits.add(new Edit(start, end, replacement));
  }

  /** What replaces a part of the text; never in need of an escape. */
  private record Edit(int start, int end, String text) {}

  /** An object or list that is not read to its end. */
  private static final class Container {
    final boolean object;
    final ActiveTargets targets;

    /** The name that the values of a list go by. */
    final String label;

    int count;

    Container(boolean object, ActiveTargets targets, String label) {
      this.object = object;
      this.targets = targets;
      this.label = label;
    }
  }
}
