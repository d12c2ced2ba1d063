package dev.sallyport.enforcer.sql;

import dev.sallyport.engine.StatementClass;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import net.sf.jsqlparser.statement.Statement;
import net.sf.jsqlparser.statement.alter.Alter;
import net.sf.jsqlparser.statement.alter.RenameTableStatement;
import net.sf.jsqlparser.statement.comment.Comment;
import net.sf.jsqlparser.statement.create.domain.CreateDomain;
import net.sf.jsqlparser.statement.create.index.CreateIndex;
import net.sf.jsqlparser.statement.create.schema.CreateSchema;
import net.sf.jsqlparser.statement.create.sequence.CreateSequence;
import net.sf.jsqlparser.statement.create.synonym.CreateSynonym;
import net.sf.jsqlparser.statement.create.table.CreateTable;
import net.sf.jsqlparser.statement.create.view.AlterView;
import net.sf.jsqlparser.statement.create.view.CreateView;
import net.sf.jsqlparser.statement.delete.Delete;
import net.sf.jsqlparser.statement.drop.Drop;
import net.sf.jsqlparser.statement.insert.Insert;
import net.sf.jsqlparser.statement.select.Select;
import net.sf.jsqlparser.statement.truncate.Truncate;
import net.sf.jsqlparser.statement.update.Update;

/**
 * Finds the classes of the statements in a text. A text is judged twice: by its words, whatever the
 * grammar, and by a parser. Only what both agree on has a class; all else is {@link
 * StatementClass#UNKNOWN}. What the functions do that a statement calls is not looked into.
 * Thread-safe.
 */
public final class SqlClassifier {
  /** Longer texts are not read. */
  static final int MOST_CHARACTERS = 1 << 16;

  private static final long PATIENCE_MILLIS = 2_000;
  private static final int MOST_REMEMBERED = 256;
  private static final int MOST_REMEMBERED_CHARACTERS = 2_048;

  private static final List<Class<?>> DEFINITIONS =
      List.of(
          Alter.class,
          AlterView.class,
          Comment.class,
          CreateDomain.class,
          CreateIndex.class,
          CreateSchema.class,
          CreateSequence.class,
          CreateSynonym.class,
          CreateTable.class,
          CreateView.class,
          Drop.class,
          RenameTableStatement.class,
          Truncate.class);

  /** Prepared statements come again and again; a text means the same each time. */
  private final ConcurrentHashMap<String, Set<StatementClass>> remembered =
      new ConcurrentHashMap<>();

  /** The classes of all statements in {@code text}; never empty. */
  public Set<StatementClass> classify(String text) {
    Set<StatementClass> known = remembered.get(text);
    if (known != null) {
      return known;
    }
    Set<StatementClass> found = Set.copyOf(find(text));
    if (text.length() <= MOST_REMEMBERED_CHARACTERS) {
      if (remembered.size() >= MOST_REMEMBERED) {
        remembered.clear();
      }
      remembered.put(text, found);
    }
    return found;
  }

  private static Set<StatementClass> find(String text) {
    EnumSet<StatementClass> classes = EnumSet.noneOf(StatementClass.class);
    if (text.length() <= MOST_CHARACTERS) {
      try {
        for (SqlSegment segment : SqlScan.of(text)) {
          addClasses(segment, classes);
        }
      } catch (AmbiguousSqlException e) {
        classes.add(StatementClass.UNKNOWN);
      }
    }
    return classes.isEmpty() ? EnumSet.of(StatementClass.UNKNOWN) : classes;
  }

  private static void addClasses(SqlSegment segment, Set<StatementClass> classes) {
    StatementClass byWords = byWords(segment.words());
    if (byWords == StatementClass.UNKNOWN || classes.contains(StatementClass.UNKNOWN)) {
      classes.add(StatementClass.UNKNOWN);
      return;
    }
    Statement statement = SqlParse.of(segment.text(), PATIENCE_MILLIS);
    if (statement == null || byGrammar(statement) != byWords) {
      classes.add(StatementClass.UNKNOWN);
      return;
    }
    classes.add(byWords);
    if (byWords != StatementClass.SELECT && SqlWords.alsoReads(segment.words())) {
      classes.add(StatementClass.SELECT);
    }
  }

  private static StatementClass byWords(List<SqlWord> words) {
    if (words.isEmpty()) {
      return StatementClass.UNKNOWN;
    }
    String first = words.get(0).text();
    StatementClass unknown = StatementClass.UNKNOWN;
    return switch (first) {
      case "SELECT", "WITH", "VALUES", "TABLE" ->
          SqlWords.onlyReads(words) ? StatementClass.SELECT : unknown;
      case "INSERT" -> SqlWords.onlyWrites(words, first) ? StatementClass.INSERT : unknown;
      case "UPDATE" -> SqlWords.onlyWrites(words, first) ? StatementClass.UPDATE : unknown;
      case "DELETE" -> SqlWords.onlyWrites(words, first) ? StatementClass.DELETE : unknown;
      case "CREATE", "ALTER", "DROP" -> SqlWords.onlyDefines(words) ? StatementClass.DDL : unknown;
      case "TRUNCATE", "COMMENT", "RENAME" ->
          SqlWords.withoutOtherVerbs(words, 1) ? StatementClass.DDL : unknown;
      default -> unknown;
    };
  }

  private static StatementClass byGrammar(Statement statement) {
    if (statement instanceof Select) {
      return StatementClass.SELECT;
    }
    if (statement instanceof Insert) {
      return StatementClass.INSERT;
    }
    if (statement instanceof Update) {
      return StatementClass.UPDATE;
    }
    if (statement instanceof Delete) {
      return StatementClass.DELETE;
    }
    return DEFINITIONS.contains(statement.getClass()) ? StatementClass.DDL : StatementClass.UNKNOWN;
  }
}
