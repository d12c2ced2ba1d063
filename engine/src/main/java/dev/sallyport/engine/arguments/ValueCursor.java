package dev.sallyport.engine.arguments;

import java.util.Arrays;

/**
 * Walks the values at a path that has several, one {@code [*]} within another if need be. Every
 * step takes time linear in the element that it passes. Reusable; not for several threads.
 */
public final class ValueCursor {
  private static final Step[] NO_STEPS = {};
  private static final int NOTHING = -1;
  private static final int MISFIT = -2;

  private final RawJson json = new RawJson();
  private byte[] text = Scratch.NONE;
  private boolean utf8;
  private Step[] steps = NO_STEPS;
  private int from;
  private int kind;
  private int start;
  private boolean opened;

  /** The lists that are being walked: for each its step and its element at hand. */
  private int[] stepOfList = new int[8];

  private int[] elementOfList = new int[8];
  private int lists;

  /** Behind the element at hand of the innermost list, if it is known. */
  private int behindElement;

  /**
   * Starts at a value that a scan or another cursor found, and that stays as it is.
   *
   * @param value usually the list before the first {@code [*]}
   * @param path the steps, to be left alone while the cursor is used
   * @param first the position in {@code path} of the first step from {@code value}
   */
  public void open(Value value, Step[] path, int first) {
    if (first >= path.length) {
      throw new IllegalArgumentException("got no step, wanted one from the value");
    }
    steps = path;
    from = first;
    kind = value.kind();
    opened = true;
    lists = 0;
    if (kind >= Kind.LIST) {
      text = value.raw();
      utf8 = value.rawUtf8();
      start = value.rawStart();
      json.read(text, utf8);
    }
  }

  /** Lets go of the text; to be opened before it is used again. */
  public void forget() {
    text = Scratch.NONE;
    json.read(text, false);
    steps = NO_STEPS;
    opened = false;
    lists = 0;
  }

  /**
   * Fills {@code out} with the next value, which is missing for an empty list and where a step
   * leads nowhere, and a misfit where a step does not fit.
   *
   * @return false if there are no more values; the first call after {@link #open} finds one
   */
  public boolean next(Value out) {
    if (opened) {
      opened = false;
      if (kind >= Kind.LIST) {
        descend(start, from, out);
      } else {
        boolean nothing = kind == Kind.MISSING || kind == Kind.NULL;
        out.clear(nothing ? Kind.MISSING : Kind.MISFIT);
      }
      return true;
    }
    while (lists > 0) {
      int list = lists - 1;
      int behind = behindElement >= 0 ? behindElement : json.behind(elementOfList[list]);
      behindElement = -1;
      int element = json.next(behind);
      if (element >= 0) {
        elementOfList[list] = element;
        descend(element, stepOfList[list] + 1, out);
        return true;
      }
      lists--;
    }
    return false;
  }

  private void descend(int value, int firstStep, Value out) {
    int at = value;
    behindElement = -1;
    for (int step = firstStep; step < steps.length; step++) {
      int below = below(at, steps[step]);
      if (below < 0) {
        out.clear(below == NOTHING ? Kind.MISSING : Kind.MISFIT);
        return;
      }
      at = below;
      if (steps[step].isEvery()) {
        push(step, at);
      }
    }
    int behind = fill(out, at);
    if (lists > 0 && elementOfList[lists - 1] == at) {
      behindElement = behind;
    }
  }

  private int below(int value, Step step) {
    byte first = json.at(value);
    if (first == 'n') {
      return NOTHING;
    }
    String key = step.key();
    if (key != null) {
      return first == '{' ? json.member(value, key) : MISFIT;
    }
    if (first != '[') {
      return MISFIT;
    }
    return step.isEvery() ? json.first(value) : json.element(value, step.index());
  }

  private void push(int step, int element) {
    if (lists == stepOfList.length) {
      stepOfList = Arrays.copyOf(stepOfList, lists * 2);
      elementOfList = Arrays.copyOf(elementOfList, lists * 2);
    }
    stepOfList[lists] = step;
    elementOfList[lists++] = element;
  }

  private int fill(Value out, int at) {
    byte first = json.at(at);
    int behind = json.behind(at);
    switch (first) {
      case '"':
        out.set(Kind.TEXT, text, at + 1, behind - 1, utf8);
        out.setEscaped(json.escaped());
        break;
      case '{':
      case '[':
        out.set(first == '{' ? Kind.OBJECT : Kind.LIST, text, at, behind, utf8);
        break;
      case 't':
        out.clear(Kind.TRUE);
        break;
      case 'f':
        out.clear(Kind.FALSE);
        break;
      case 'n':
        out.clear(Kind.NULL);
        break;
      default:
        out.set(Kind.NUMBER, text, at, behind, utf8);
    }
    return behind;
  }
}
