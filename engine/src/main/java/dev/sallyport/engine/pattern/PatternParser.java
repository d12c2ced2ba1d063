package dev.sallyport.engine.pattern;

import dev.sallyport.engine.EngineLimits;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads RE2 syntax (https://github.com/google/re2/wiki/Syntax) into a {@link Program}. Groups are
 * kept on a stack, not in recursion. Whether a repetition is greedy does not matter for whether a
 * pattern is found, so that part of the syntax is read and forgotten.
 */
final class PatternParser {
  private static final int FOLD_CASE = 1;
  private static final int MULTI_LINE = 2;
  private static final int DOT_ALL = 4;
  private static final int UNGREEDY = 8;
  private static final int MOST_REPEATS = 1_000;
  private static final int DEEPEST_GROUP = 1_000;
  private static final int NONE = -1;
  private static final int[] NOT_NEWLINE = {0, '\n' - 1, '\n' + 1, CharacterSet.MAX};

  private final PatternCursor cursor;
  private final ProgramBuilder builder = new ProgramBuilder();
  private int flags;

  /** Of the group that is open: where it and its last branch begin, and the jumps to its end. */
  private int groupStart;

  private int branchStart;
  private int jumps = NONE;

  /** Where the part begins that a repetition would apply to, or {@link #NONE}. */
  private int repeatable = NONE;

  private boolean isAfterRepetition;

  /** Four numbers for each group around: flags, group start, branch start, jumps. */
  private int[] groups = new int[16];

  private int depth;
  private @Nullable Set<String> names;

  private PatternParser(String pattern) {
    cursor = new PatternCursor(pattern);
  }

  static Program parse(String pattern) throws PatternException {
    return new PatternParser(pattern).parse();
  }

  private Program parse() throws PatternException {
    while (!cursor.isAtEnd()) {
      part();
      if (builder.size() > EngineLimits.PATTERN_STEPS) {
        throw tooLong(0, cursor.text.length());
      }
    }
    if (depth > 0) {
      throw cursor.unexpected(cursor.at, cursor.at, "`)` for each `(`");
    }
    builder.join(jumps);
    return builder.program();
  }

  private PatternException tooLong(int from, int to) {
    String wanted = "a pattern of at most " + EngineLimits.PATTERN_STEPS + " steps when repeated";
    return cursor.unexpected(from, to, wanted);
  }

  private void part() throws PatternException {
    switch (cursor.peek(0)) {
      case '(':
        open();
        break;
      case ')':
        close();
        break;
      case '|':
        cursor.at++;
        jumps = builder.branch(branchStart, jumps);
        branchStart = builder.size();
        repeatable = NONE;
        break;
      case '*':
        repetition(0, NONE, 1);
        break;
      case '+':
        repetition(1, NONE, 1);
        break;
      case '?':
        repetition(0, 1, 1);
        break;
      case '{':
        counted();
        break;
      default:
        single();
    }
  }

  private void single() throws PatternException {
    int start = builder.size();
    switch (cursor.peek(0)) {
      case '^':
        cursor.at++;
        builder.assertion(has(MULTI_LINE) ? Program.LINE_START : Program.TEXT_START);
        break;
      case '$':
        cursor.at++;
        builder.assertion(has(MULTI_LINE) ? Program.LINE_END : Program.TEXT_END);
        break;
      case '.':
        cursor.at++;
        builder.anyOf(has(DOT_ALL) ? CharacterSet.ALL : NOT_NEWLINE);
        break;
      case '[':
        builder.anyOf(ClassParser.parse(cursor, has(FOLD_CASE)));
        break;
      case '\\':
        if (cursor.skip("\\Q")) {
          start = quotation();
        } else {
          escape();
        }
        break;
      default:
        literal(cursor.codePoint());
    }
    repeatable = start;
    isAfterRepetition = false;
  }

  private boolean has(int flag) {
    return (flags & flag) != 0;
  }

  private void literal(int codePoint) {
    if (has(FOLD_CASE)) {
      builder.anyOf(CaseFolding.closure(new int[] {codePoint, codePoint}));
    } else {
      builder.character(codePoint);
    }
  }

  /** Reads up to {@code \E} or the end; a repetition applies to the last code point. */
  private int quotation() throws PatternException {
    int start = NONE;
    while (!cursor.isAtEnd() && !cursor.skip("\\E")) {
      start = builder.size();
      literal(cursor.codePoint());
    }
    return start;
  }

  private void escape() throws PatternException {
    int kind = assertion(cursor.peek(1));
    if (kind != NONE) {
      cursor.at += 2;
      builder.assertion(kind);
      return;
    }
    int[] ranges = EscapeParser.characterClass(cursor, has(FOLD_CASE));
    if (ranges == null) {
      literal(EscapeParser.character(cursor));
    } else {
      builder.anyOf(ranges);
    }
  }

  private static int assertion(int letter) {
    switch (letter) {
      case 'A':
        return Program.TEXT_START;
      case 'z':
        return Program.TEXT_END;
      case 'b':
        return Program.WORD_BOUNDARY;
      case 'B':
        return Program.NO_WORD_BOUNDARY;
      default:
        return NONE;
    }
  }

  private void counted() throws PatternException {
    RepeatCount count = RepeatCount.read(cursor);
    if (count == null) {
      single();
      return;
    }
    boolean isInOrder = count.most() == NONE || count.least() <= count.most();
    if (count.least() > MOST_REPEATS || count.most() > MOST_REPEATS || !isInOrder) {
      String wanted = "repetitions from the lower to the higher number, at most " + MOST_REPEATS;
      throw cursor.unexpected(cursor.at, cursor.at + count.length(), wanted);
    }
    repetition(count.least(), count.most(), count.length());
  }

  private void repetition(int least, int most, int length) throws PatternException {
    int end = cursor.at + length;
    if (isAfterRepetition) {
      throw cursor.unexpected(cursor.at, end, "no repetition of a repetition without a group");
    }
    if (repeatable == NONE) {
      throw cursor.unexpected(cursor.at, end, "something to repeat before it");
    }
    long size = ProgramBuilder.repeatedSize(builder.size() - repeatable, least, most);
    if (repeatable + size > EngineLimits.PATTERN_STEPS) {
      throw tooLong(cursor.at, end);
    }
    cursor.at = end;
    cursor.skip("?");
    builder.repeat(repeatable, least, most);
    isAfterRepetition = true;
  }

  private void open() throws PatternException {
    int from = cursor.at++;
    int inner = flags;
    if (cursor.skip("?")) {
      if (cursor.skip("P<") || isName()) {
        name(from);
      } else {
        inner = flags(from);
        if (cursor.text.charAt(cursor.at - 1) == ')') {
          flags = inner;
          repeatable = NONE;
          return;
        }
      }
    }
    push(from);
    flags = inner;
  }

  private void push(int from) throws PatternException {
    if (depth == DEEPEST_GROUP) {
      throw cursor.unexpected(from, from + 1, "at most " + DEEPEST_GROUP + " nested groups");
    }
    int at = 4 * depth++;
    if (at == groups.length) {
      groups = Arrays.copyOf(groups, 2 * at);
    }
    groups[at] = flags;
    groups[at + 1] = groupStart;
    groups[at + 2] = branchStart;
    groups[at + 3] = jumps;
    groupStart = builder.size();
    branchStart = groupStart;
    jumps = NONE;
    repeatable = NONE;
  }

  private void close() throws PatternException {
    if (depth == 0) {
      throw cursor.unexpected(cursor.at, cursor.at + 1, "`(` before it");
    }
    cursor.at++;
    builder.join(jumps);
    repeatable = groupStart;
    isAfterRepetition = false;
    int at = 4 * --depth;
    flags = groups[at];
    groupStart = groups[at + 1];
    branchStart = groups[at + 2];
    jumps = groups[at + 3];
  }

  private boolean isName() {
    int next = cursor.peek(1);
    return next != '=' && next != '!' && cursor.skip("<");
  }

  private void name(int from) throws PatternException {
    int end = cursor.text.indexOf('>', cursor.at);
    String name = end < 0 ? "" : cursor.text.substring(cursor.at, end);
    if (!isWord(name)) {
      int until = end < 0 ? cursor.text.length() : end + 1;
      throw cursor.unexpected(from, until, "a group name of letters, digits and `_`");
    }
    if (names == null) {
      names = new HashSet<>();
    }
    if (!names.add(name)) {
      throw cursor.unexpected(from, end + 1, "a name that no other group has");
    }
    cursor.at = end + 1;
  }

  private static boolean isWord(String name) {
    for (int at = 0; at < name.length(); at++) {
      char character = name.charAt(at);
      if (character >= 0x80 || !Character.isLetterOrDigit(character) && character != '_') {
        return false;
      }
    }
    return !name.isEmpty();
  }

  /** Reads up to the {@code :} or {@code )} after the flags of a group. */
  private int flags(int from) throws PatternException {
    int set = flags;
    boolean isNegated = false;
    boolean isOpen = false;
    while (true) {
      int letter = cursor.peek(0);
      int flag = flag(letter);
      cursor.at++;
      if (flag != 0) {
        set = isNegated ? set & ~flag : set | flag;
        isOpen = false;
      } else if (letter == '-' && !isNegated) {
        isNegated = true;
        isOpen = true;
      } else if ((letter == ':' || letter == ')') && !isOpen) {
        return set;
      } else {
        throw cursor.unexpected(from, cursor.at, wantedOfGroup(letter));
      }
    }
  }

  private static int flag(int letter) {
    switch (letter) {
      case 'i':
        return FOLD_CASE;
      case 'm':
        return MULTI_LINE;
      case 's':
        return DOT_ALL;
      case 'U':
        return UNGREEDY;
      default:
        return 0;
    }
  }

  private static String wantedOfGroup(int letter) {
    return letter == '=' || letter == '!' || letter == '<'
        ? "a group of RE2 syntax (look-around is not supported)"
        : "`(`, `(?:`, `(?P<name>` or flags of `imsU`";
  }
}
