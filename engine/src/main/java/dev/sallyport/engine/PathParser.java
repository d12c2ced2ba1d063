package dev.sallyport.engine;

import java.util.ArrayList;
import java.util.List;

/** Parses paths: {@code args.items[0].sku}, {@code args['odd key']}, {@code agent.name}. */
final class PathParser {
  private static final String[] RESERVED = {
    "and",
    "or",
    "not",
    "in",
    "contains",
    "starts_with",
    "ends_with",
    "matches",
    "true",
    "false",
    "null"
  };

  private final TokenCursor tokens;

  PathParser(TokenCursor tokens) {
    this.tokens = tokens;
  }

  /** The path of a rule's {@code mask} field, which must lead into the arguments. */
  static Operand.Path argumentPath(String text) throws ConditionException {
    TokenCursor cursor = new TokenCursor(ConditionLexer.tokens(text));
    Operand.Path path = new PathParser(cursor).path();
    if (cursor.peek().kind() != Token.Kind.END) {
      throw cursor.unexpected("the end of the path");
    }
    if (path.root() != PathRoot.ARGS || path.segments().isEmpty()) {
      throw new ConditionException(
          0, "got " + Quoted.of(text) + ", wanted a path to an argument such as `args.name`");
    }
    return path;
  }

  /** A path, or the time. */
  Operand operand() throws ConditionException {
    Token first = tokens.peek();
    if (first.isWord(PathRoot.TIME.word)) {
      tokens.next();
      return time();
    }
    return path();
  }

  private Operand.Time time() throws ConditionException {
    String zone = TimeZones.UTC;
    if (tokens.takeSymbol("[")) {
      zone = zone();
    }
    if (!tokens.takeSymbol(".")) {
      String fields = Wanted.oneOf(TimeField.words());
      throw tokens.unexpected(
          "`.` and " + fields + " after `time` (an argument of that name is `args.time`)");
    }
    Token word = tokens.peek();
    TimeField field = word.kind() == Token.Kind.NAME ? TimeField.of(word.text()) : null;
    if (field == null) {
      String got = "got " + word.shown() + " after `time.`";
      String wanted = Wanted.insteadOf(word.text(), TimeField.words());
      throw new ConditionException(word.offset(), got + wanted);
    }
    tokens.next();
    if (tokens.peek().isSymbol(".") || tokens.peek().isSymbol("[")) {
      throw tokens.unexpected("an operator: there is nothing below `time." + field.word + "`");
    }
    return new Operand.Time(field, zone);
  }

  private String zone() throws ConditionException {
    Token name = tokens.peek();
    if (name.kind() != Token.Kind.STRING) {
      throw tokens.unexpected("a time zone in quotes such as 'Europe/Berlin'");
    }
    String wrong = TimeZones.problemOf(name.text());
    if (wrong != null) {
      throw new ConditionException(name.offset(), wrong);
    }
    tokens.next();
    tokens.expectSymbol("]");
    return name.text();
  }

  Operand.Path path() throws ConditionException {
    Token first = tokens.peek();
    if (first.isWord(PathRoot.TIME.word)) {
      String message = "got the time, which is always there, wanted a path";
      throw new ConditionException(first.offset(), message);
    }
    if (first.kind() != Token.Kind.NAME || isReserved(first.text())) {
      throw tokens.unexpected("a path or a value");
    }
    tokens.next();
    PathRoot root = PathRoot.of(first.text());
    List<Operand.Segment> segments = new ArrayList<>();
    if (root == null) {
      segments.add(new Operand.Key(first.text()));
    }
    while (tokens.peek().isSymbol(".") || tokens.peek().isSymbol("[")) {
      segments.add(tokens.takeSymbol(".") ? key() : bracket());
    }
    Operand.Path path = new Operand.Path(root == null ? PathRoot.ARGS : root, segments);
    check(first, path);
    return path;
  }

  private Operand.Segment key() throws ConditionException {
    if (tokens.peek().kind() != Token.Kind.NAME) {
      throw tokens.unexpected("a name after `.`");
    }
    return new Operand.Key(tokens.next().text());
  }

  private Operand.Segment bracket() throws ConditionException {
    tokens.expectSymbol("[");
    Token inside = tokens.peek();
    Operand.Segment segment;
    if (inside.isSymbol("*")) {
      segment = new Operand.Every();
    } else if (inside.kind() == Token.Kind.STRING) {
      segment = new Operand.Key(inside.text());
    } else {
      segment = new Operand.Index(index(inside));
    }
    tokens.next();
    tokens.expectSymbol("]");
    return segment;
  }

  private int index(Token token) throws ConditionException {
    String text = token.text();
    if (token.kind() == Token.Kind.NUMBER && text.length() < 7 && isDigits(text)) {
      return Integer.parseInt(text);
    }
    throw tokens.unexpected("a position from 0, `*` or a name in quotes");
  }

  private static boolean isDigits(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }

  private static void check(Token first, Operand.Path path) throws ConditionException {
    List<Operand.Segment> segments = path.segments();
    PathRoot root = path.root();
    if (root == PathRoot.HTTP) {
      checkHttp(first, path);
      return;
    }
    if (root.fact == null) {
      if (!segments.isEmpty() && !(segments.get(0) instanceof Operand.Key)) {
        throw new ConditionException(
            first.offset(), "got a position in `args`, wanted an argument's name");
      }
      return;
    }
    boolean known =
        segments.size() == 1
            && segments.get(0) instanceof Operand.Key key
            && key.name().equals(root.fact);
    if (!known) {
      String got = segments.isEmpty() ? "got `" + root.word + "` alone" : unknownFact(path);
      String wanted = ", wanted `" + root.word + "." + root.fact + "`";
      String other = " (an argument of that name is `args." + root.word + "`)";
      throw new ConditionException(first.offset(), got + wanted + other);
    }
  }

  private static void checkHttp(Token first, Operand.Path path) throws ConditionException {
    if (HttpFact.of(path) != null) {
      return;
    }
    List<Operand.Segment> segments = path.segments();
    String got = segments.isEmpty() ? "got `http` alone" : unknownFact(path);
    boolean named = segments.size() == 1 && segments.get(0) instanceof Operand.Key;
    String word = named ? ((Operand.Key) segments.get(0)).name() : "";
    String wanted = Wanted.insteadOf(word, HttpFact.words());
    String other = " (an argument of that name is `args.http`)";
    throw new ConditionException(first.offset(), got + wanted + other);
  }

  private static String unknownFact(Operand.Path path) {
    Operand.Segment segment = path.segments().get(0);
    String step = segment instanceof Operand.Key key ? "." + key.name() : "[...]";
    String more = path.segments().size() > 1 ? "..." : "";
    return "got " + Quoted.of(path.root().word + step + more);
  }

  /** Whether a word cannot begin a path. */
  static boolean isReserved(String word) {
    for (String reserved : RESERVED) {
      if (reserved.equals(word)) {
        return true;
      }
    }
    return false;
  }
}
