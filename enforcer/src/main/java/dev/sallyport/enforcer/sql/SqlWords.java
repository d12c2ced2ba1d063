package dev.sallyport.enforcer.sql;

import java.util.List;
import java.util.Set;

/** What the words of one statement say about its kind, by whatever grammar it is read. */
final class SqlWords {
  /** What begins a statement of its own in a database that needs no semicolon, or writes. */
  private static final Set<String> NOWHERE =
      Set.of(
          "MERGE",
          "UPSERT",
          "CALL",
          "EXEC",
          "EXECUTE",
          "GRANT",
          "REVOKE",
          "DENY",
          "SHUTDOWN",
          "KILL",
          "BACKUP",
          "RESTORE",
          "RECONFIGURE",
          "WAITFOR",
          "OPENROWSET",
          "OPENQUERY",
          "OPENDATASOURCE",
          "OUTFILE",
          "DUMPFILE",
          "PROCEDURE",
          "BEGIN",
          "DECLARE",
          "LOCK",
          "OVERWRITE",
          "COMMIT",
          "ROLLBACK",
          "CHECKPOINT",
          "DBCC",
          "SETUSER",
          "REVERT",
          "ATTACH",
          "DETACH",
          "PRAGMA",
          "HANDLER",
          "DEALLOCATE",
          "PREPARE",
          "ANALYSE",
          "BULK",
          "WRITETEXT",
          "UPDATETEXT",
          "XP_CMDSHELL");

  /** Likewise, but for the functions of the same name. */
  private static final Set<String> ONLY_AS_FUNCTION = Set.of("REPLACE", "TRUNCATE");

  private static final Set<String> VERBS =
      Set.of("INSERT", "UPDATE", "DELETE", "CREATE", "ALTER", "DROP", "INTO");

  private static final Set<String> OBJECTS =
      Set.of("TABLE", "VIEW", "INDEX", "SCHEMA", "SEQUENCE", "SYNONYM", "DOMAIN", "COLUMN");

  private static final Set<String> BEFORE_OBJECT =
      Set.of(
          "OR",
          "REPLACE",
          "TEMP",
          "TEMPORARY",
          "GLOBAL",
          "LOCAL",
          "UNIQUE",
          "UNLOGGED",
          "CACHED",
          "MATERIALIZED",
          "MEMORY",
          "RECURSIVE",
          "ON");

  private SqlWords() {}

  /** Whether a statement that begins with SELECT, WITH, VALUES or TABLE only reads. */
  static boolean onlyReads(List<SqlWord> words) {
    boolean with = words.get(0).is("WITH");
    for (int i = 1; i < words.size(); i++) {
      SqlWord word = words.get(i);
      boolean locks = word.is("SHARE") && words.get(i - 1).is("FOR");
      if (forbidden(word) || unqualified(word, VERBS) || locks || with && word.is("FUNCTION")) {
        return false;
      }
    }
    return true;
  }

  /** Whether a statement that begins with {@code verb} does that and nothing else. */
  static boolean onlyWrites(List<SqlWord> words, String verb) {
    int into = 0;
    for (int i = 1; i < words.size(); i++) {
      SqlWord word = words.get(i);
      into += word.is("INTO") ? 1 : 0;
      boolean verbTwice = unqualified(word, VERBS) && !word.is("INTO");
      if (forbidden(word) || verbTwice) {
        return false;
      }
    }
    return verb.equals("INSERT") ? into <= 1 : into == 0;
  }

  /** Whether a statement that begins with CREATE, ALTER or DROP is about what tables consist of. */
  static boolean onlyDefines(List<SqlWord> words) {
    int at = 1;
    while (at < words.size() && unqualified(words.get(at), BEFORE_OBJECT)) {
      at++;
    }
    boolean object = at < words.size() && unqualified(words.get(at), OBJECTS);
    return object && withoutOtherVerbs(words, at);
  }

  /** Likewise after TRUNCATE, COMMENT and RENAME, which need no object. */
  static boolean withoutOtherVerbs(List<SqlWord> words, int from) {
    for (int i = from; i < words.size(); i++) {
      SqlWord word = words.get(i);
      boolean clause = word.is("ALTER") || word.is("DROP");
      boolean trigger = (word.is("DELETE") || word.is("UPDATE")) && words.get(i - 1).is("ON");
      if (forbidden(word) || unqualified(word, VERBS) && !clause && !trigger) {
        return false;
      }
    }
    return true;
  }

  /** Whether a statement that writes or defines also hands out, or copies, what is stored. */
  static boolean alsoReads(List<SqlWord> words) {
    for (int i = 1; i < words.size(); i++) {
      SqlWord word = words.get(i);
      boolean table = word.is("TABLE") && (i > 1 && words.get(i - 1).is("AS") || isInsert(words));
      if (word.is("SELECT") || word.is("RETURNING") || word.is("OUTPUT") || table) {
        return true;
      }
    }
    return false;
  }

  private static boolean isInsert(List<SqlWord> words) {
    return words.get(0).is("INSERT");
  }

  private static boolean forbidden(SqlWord word) {
    return unqualified(word, NOWHERE) || unqualified(word, ONLY_AS_FUNCTION) && !word.opens();
  }

  private static boolean unqualified(SqlWord word, Set<String> among) {
    return !word.qualified() && among.contains(word.text());
  }
}
