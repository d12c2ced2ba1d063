package dev.sallyport.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingEndEvent;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceEndEvent;
import org.snakeyaml.engine.v2.events.StreamEndEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/**
 * Reads the part of YAML that policies are written in: one document of mappings with unique text
 * keys, lists and scalars; no anchors, aliases, tags or merge keys. It reads parser events rather
 * than composed nodes, which keeps the library's schemas (and their regular expressions) unloaded.
 */
final class YamlReader {
  private static final LoadSettings SETTINGS =
      LoadSettings.builder().setCodePointLimit(Integer.MAX_VALUE).build();

  private final PolicyText source;
  private final ParserImpl events;
  private int depth;

  private YamlReader(PolicyText source) {
    this.source = source;
    this.events = parser(source.text);
  }

  private static ParserImpl parser(String text) {
    return new ParserImpl(SETTINGS, new StreamReader(SETTINGS, text));
  }

  /** Sets up what every reader needs, whatever it reads. */
  static void prepare() {
    parser("").checkEvent(Event.ID.StreamStart);
  }

  /** The document, or null if it cannot be read; why is then among the source's problems. */
  static @Nullable YamlNode read(PolicyText source) {
    try {
      return new YamlReader(source).document();
    } catch (MarkedYamlEngineException e) {
      Optional<Mark> mark =
          e.getProblemMark().isPresent() ? e.getProblemMark() : e.getContextMark();
      source.problem(
          line(mark),
          column(mark),
          "not valid YAML: " + Quoted.message(String.valueOf(e.getProblem())));
    } catch (ReaderException e) {
      unprintable(source, e);
    } catch (YamlEngineException e) {
      source.problem(1, 1, "not valid YAML: " + Quoted.message(String.valueOf(e.getMessage())));
    } catch (IndexOutOfBoundsException | IllegalStateException | IllegalArgumentException e) {
      // Not a way in which the library means to fail; the document is refused all the same.
      source.problem(1, 1, "not valid YAML: the reader failed with " + e.getClass().getName());
    } catch (Unreadable e) {
      // Reported where it was found.
    }
    return null;
  }

  private static void unprintable(PolicyText source, ReaderException e) {
    int at = 0;
    for (int passed = 0; passed < e.getPosition() && at < source.text.length(); passed++) {
      at += Character.charCount(source.text.codePointAt(at));
    }
    String got = "U+" + Integer.toHexString(e.getCodePoint());
    source.problemAt(at, "got character " + got + ", wanted printable text");
  }

  private YamlNode document() throws Unreadable {
    events.next(); // start of the stream
    Event first = events.next();
    if (first instanceof StreamEndEvent) {
      throw refuse(first, "got an empty file, wanted a policy document");
    }
    YamlNode root = node(events.next());
    events.next(); // end of the document
    Event last = events.next();
    if (!(last instanceof StreamEndEvent)) {
      throw refuse(last, "got a second document, wanted one document per file");
    }
    return root;
  }

  private YamlNode node(Event event) throws Unreadable {
    refuseReferences(event);
    if (event instanceof ScalarEvent scalar) {
      return scalar(scalar);
    }
    if (++depth > EngineLimits.POLICY_DEPTH) {
      throw refuse(event, "got deeper nesting than " + EngineLimits.POLICY_DEPTH + " levels");
    }
    YamlNode node = event instanceof MappingStartEvent ? mapping(event) : sequence(event);
    depth--;
    return node;
  }

  private void refuseReferences(Event event) throws Unreadable {
    if (event instanceof AliasEvent) {
      throw refuse(event, "got an alias (`*name`), wanted the value itself; quote globs: \"*\"");
    }
    Optional<Anchor> anchor = ((NodeEvent) event).getAnchor();
    if (anchor.isPresent()) {
      throw refuse(event, "got an anchor (`&name`), wanted a value without one");
    }
    Optional<String> tag =
        event instanceof ScalarEvent scalar
            ? scalar.getTag()
            : ((CollectionStartEvent) event).getTag();
    if (tag.isPresent()) {
      throw refuse(event, "got the tag " + Quoted.of(tag.get()) + ", wanted a value without one");
    }
  }

  private static YamlNode.Scalar scalar(ScalarEvent event) {
    char style = '|';
    if (event.isPlain()) {
      style = 'p';
    } else if (event.isSQuoted()) {
      style = '\'';
    } else if (event.isDQuoted()) {
      style = '"';
    }
    Optional<Mark> start = event.getStartMark();
    int endLine = line(event.getEndMark());
    return new YamlNode.Scalar(line(start), column(start), endLine, style, event.getValue());
  }

  private YamlNode sequence(Event start) throws Unreadable {
    List<YamlNode> items = new ArrayList<>();
    Event event = events.next();
    while (!(event instanceof SequenceEndEvent)) {
      items.add(node(event));
      event = events.next();
    }
    return new YamlNode.Sequence(line(start.getStartMark()), column(start.getStartMark()), items);
  }

  private YamlNode mapping(Event start) throws Unreadable {
    List<YamlNode.Entry> entries = new ArrayList<>();
    Map<String, YamlNode> seen = new HashMap<>();
    Event event = events.next();
    while (!(event instanceof MappingEndEvent)) {
      YamlNode key = node(event);
      YamlNode value = node(events.next());
      if (!(key instanceof YamlNode.Scalar name) || name.isNull()) {
        source.problem(key, "got " + key.kind() + " as a key, wanted text");
      } else if (name.style() == 'p' && name.text().equals("<<")) {
        source.problem(key, "got a merge key (`<<`), wanted the fields themselves");
      } else {
        YamlNode first = seen.putIfAbsent(name.text(), name);
        if (first == null) {
          entries.add(new YamlNode.Entry(name, value));
        } else {
          String where = "; the first one is on line " + first.line();
          source.problem(key, "duplicate key " + Quoted.of(name.text()) + where);
        }
      }
      event = events.next();
    }
    return new YamlNode.Mapping(line(start.getStartMark()), column(start.getStartMark()), entries);
  }

  private Unreadable refuse(Event at, String message) {
    source.problem(line(at.getStartMark()), column(at.getStartMark()), message);
    return new Unreadable();
  }

  private static int line(Optional<Mark> mark) {
    return mark.isPresent() ? mark.get().getLine() + 1 : 1;
  }

  private static int column(Optional<Mark> mark) {
    return mark.isPresent() ? mark.get().getColumn() + 1 : 1;
  }

  /** Ends the reading of a document; its problem has been reported. */
  private static final class Unreadable extends Exception {
    private static final long serialVersionUID = 1L;

    Unreadable() {
      super(null, null, false, false);
    }
  }
}
