package dev.sallyport.enforcer.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.engine.StatementClass;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqlClassifierTest {
  private final SqlClassifier classifier = new SqlClassifier();

  private String classes(String text) {
    TreeSet<StatementClass> sorted = new TreeSet<>(classifier.classify(text));
    List<String> words = new ArrayList<>();
    for (StatementClass one : sorted) {
      words.add(one.word());
    }
    return String.join(" ", words);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      textBlock =
          """
          SELECT 1                                                         | select
          select a, b from t where c = ? and d in (1, 2, 3)                | select
          SELECT 'it''s; DELETE FROM t' FROM t                             | select
          SELECT 1 -- DELETE FROM t                                        | select
          SELECT /* DELETE FROM t */ 1                                     | select
          SELECT /*+ INDEX(t i) */ a FROM t                                | select
          SELECT "delete" FROM "update"                                    | select
          SELECT t.lock, t.call FROM t                                     | select
          SELECT replace(a, 'x', 'y'), truncate(b, 2) FROM t               | select
          WITH x AS (SELECT 1 AS a) SELECT a FROM x                        | select
          WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n+1 FROM r WHERE n < 5) SELECT n FROM r | select
          (SELECT 1) UNION (SELECT 2)                                      | select
          SELECT a FROM t WHERE EXISTS (SELECT 1 FROM u WHERE u.id = t.id) | select
          SELECT count(*) FROM t GROUP BY a HAVING count(*) > 1 ORDER BY 1 | select
          SELECT a FROM t JOIN u ON t.id = u.id LEFT JOIN v ON v.id = u.id | select
          SELECT a FROM t LIMIT 10 OFFSET 5                                | select
          VALUES (1, 2), (3, 4)                                            | select
          SELECT a FROM t WHERE b = :name AND c = $1                       | select
          SELECT 1;                                                        | select
          SELECT 1; SELECT 2                                               | select
          INSERT INTO t (a) VALUES (?)                                     | insert
          INSERT INTO t VALUES ('DELETE')                                  | insert
          INSERT INTO t (a) VALUES (1) ON CONFLICT DO NOTHING              | insert
          INSERT INTO t (a) SELECT b FROM u                                | select insert
          INSERT INTO t (a) VALUES (1) RETURNING id                        | select insert
          UPDATE t SET a = 1 WHERE b = 2                                   | update
          UPDATE t SET a = (SELECT max(b) FROM u)                          | select update
          DELETE FROM t WHERE a = 1                                        | delete
          DELETE FROM t WHERE a IN (SELECT b FROM u)                       | select delete
          CREATE TABLE t (id INT PRIMARY KEY, n VARCHAR(20))               | ddl
          CREATE TABLE t (id INT REFERENCES u (id) ON DELETE CASCADE)      | ddl
          CREATE TABLE t AS SELECT * FROM u                                | select ddl
          CREATE UNIQUE INDEX i ON t (a)                                   | ddl
          CREATE VIEW v AS SELECT a FROM t                                 | select ddl
          ALTER TABLE t ADD COLUMN c INT                                   | ddl
          ALTER TABLE t DROP COLUMN c                                      | ddl
          DROP TABLE t                                                     | ddl
          TRUNCATE TABLE t                                                 | ddl
          SELECT 1; DELETE FROM t                                          | select delete
          INSERT INTO t VALUES (1); DROP TABLE u                           | insert ddl
          ^^                                                               | unknown
          ;;                                                               | unknown
          -- nothing                                                       | unknown
          SELECT 1; CALL f()                                               | select unknown
          WITH d AS (DELETE FROM t RETURNING *) SELECT * FROM d            | unknown
          WITH x AS (SELECT 1 AS a) DELETE FROM t WHERE a IN (SELECT a FROM x) | unknown
          SELECT * INTO u FROM t                                           | unknown
          SELECT a FROM t INTO OUTFILE '/tmp/x'                            | unknown
          SELECT a FROM t FOR UPDATE                                       | unknown
          SELECT a FROM t FOR SHARE                                        | unknown
          SELECT a FROM t LOCK IN SHARE MODE                               | unknown
          EXPLAIN SELECT 1                                                 | unknown
          EXPLAIN ANALYZE DELETE FROM t                                    | unknown
          CALL f(1)                                                        | unknown
          {call f(?)}                                                      | unknown
          {? = call f(?)}                                                  | unknown
          EXEC xp_cmdshell 'dir'                                           | unknown
          SELECT 1 EXEC xp_cmdshell 'dir'                                  | unknown
          SELECT 1 SHUTDOWN                                                | unknown
          SELECT a FROM t DROP TABLE u                                     | unknown
          SELECT 1 DELETE FROM t                                           | unknown
          SELECT 1DELETE FROM t                                            | unknown
          UPDATE t SET a = 1 DELETE FROM u                                 | unknown
          SELECT 1 /*! ; DELETE FROM t */                                  | unknown
          SELECT 1 /*!50000 INTO OUTFILE '/tmp/x' */                       | unknown
          SELECT 1 /*M! ; DELETE FROM t */                                 | unknown
          SELECT /* /* */ 1 */ 2                                           | unknown
          SELECT 1 --; DELETE FROM t                                       | unknown
          SELECT 1 # ; DELETE FROM t                                       | unknown
          SELECT 'a\\'; DELETE FROM t; -- '                              | unknown
          SELECT 'a\\' OR 1=1 -- '                                        | unknown
          SELECT $$ ; DELETE FROM t $$                                     | unknown
          SELECT $x$ ' $x$; DELETE FROM t --                               | unknown
          SELECT q'[ ' ]' FROM t                                           | unknown
          SELECT `a;b` FROM t                                              | unknown
          SELECT [a;b] FROM t                                              | unknown
          SELECT 'never ended                                              | unknown
          SELECT /* never ended                                            | unknown
          MERGE INTO t USING u ON (t.a = u.a) WHEN MATCHED THEN DELETE     | unknown
          REPLACE INTO t VALUES (1)                                        | unknown
          INSERT OR REPLACE INTO t VALUES (1)                              | unknown
          INSERT INTO t (a) VALUES (1) ON DUPLICATE KEY UPDATE a = 2       | unknown
          INSERT INTO t (a) VALUES (1) ON CONFLICT (a) DO UPDATE SET a = 2 | unknown
          INSERT OVERWRITE TABLE t SELECT 1                                | unknown
          UPSERT INTO t VALUES (1)                                         | unknown
          CREATE FUNCTION f() RETURNS INT AS 'x' LANGUAGE SQL              | unknown
          CREATE ALIAS f AS 'int f() { return 1; }'                        | unknown
          CREATE TRIGGER x BEFORE INSERT ON t EXECUTE FUNCTION f()         | unknown
          CREATE USER u PASSWORD 'x'                                       | unknown
          CREATE EXTENSION dblink                                          | unknown
          CREATE LINKED TABLE l('org.x.Driver', 'jdbc:x', 'u', 'p', 't')   | unknown
          GRANT ALL ON t TO u                                              | unknown
          COPY t TO PROGRAM 'sh'                                           | unknown
          LOAD DATA INFILE '/etc/passwd' INTO TABLE t                      | unknown
          RUNSCRIPT FROM 'http://x.test/a.sql'                             | unknown
          SCRIPT TO '/tmp/x'                                               | unknown
          SHUTDOWN                                                         | unknown
          SET ROLE admin                                                   | unknown
          COMMIT                                                           | unknown
          BEGIN DELETE FROM t; END                                         | unknown
          DO $$ BEGIN DELETE FROM t; END $$                                | unknown
          ATTACH DATABASE '/tmp/x' AS x                                    | unknown
          PRAGMA writable_schema = 1                                       | unknown
          VACUUM INTO '/tmp/x'                                             | unknown
          SELECT FROM WHERE                                                | unknown
          this is no sql                                                   | unknown
          """)
  void findsWhatAStatementDoes(String text, String expected) {
    assertThat(classes(text)).isEqualTo(expected);
  }

  @Test
  void knowsNothingOfATextWithSignsThatEndAComment() {
    for (String end : List.of("\r", "\u2028", "\u0085", "\u000b", "\u0000")) {
      assertThat(classes("SELECT 1 -- x" + end + "DELETE FROM t")).isEqualTo("unknown");
    }
    assertThat(classes("SELECT 1 -- x\r\n, 2")).isEqualTo("select");
    assertThat(classes("SELECT\u00a01")).isEqualTo("unknown");
    assertThat(classes("SELECT 1\u0000")).isEqualTo("unknown");
  }

  @Test
  void endsWithAnAnswerForTextsThatAreLongOrDeep() {
    String deep = "SELECT " + "(".repeat(5_000) + "1" + ")".repeat(5_000);
    String nested = "SELECT " + "(SELECT ".repeat(90) + "1" + ")".repeat(90);
    String calls = "SELECT " + "f(a, ".repeat(90) + "1" + ")".repeat(90);
    String cases = "SELECT " + "CASE WHEN a THEN ".repeat(60) + "1" + " ELSE 2 END".repeat(60);
    String many = "SELECT a FROM t WHERE b IN (" + "1,".repeat(1_000) + "1)";
    String endless = "SELECT a FROM t WHERE b IN (" + "1,".repeat(40_000) + "1)";
    assertThat(classes(deep)).isEqualTo("unknown");
    assertThat(classes(endless)).isEqualTo("unknown");
    assertThat(classes(many)).isEqualTo("select");
    for (String text : List.of(nested, calls, cases)) {
      assertThat(classes(text)).isIn("select", "unknown");
    }
    assertThat(running()).isZero();
  }

  /** A parse that is given up ends soon, and leaves no thread behind. */
  private static long running() {
    for (int i = 0; i < 200 && parsing() > 0; i++) {
      for (Thread thread : Thread.getAllStackTraces().keySet()) {
        if (thread.getName().equals("sallyport-sql")) {
          join(thread);
        }
      }
    }
    return parsing();
  }

  private static void join(Thread thread) {
    try {
      thread.join(1_000);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static long parsing() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals("sallyport-sql"))
        .count();
  }

  @Test
  void neverFindsAReadWhereAWriteIsHiddenInQuotesAndCommentsAtRandom() {
    List<String> pieces =
        List.of(
            "'",
            "\"",
            "`",
            "[",
            "]",
            "--",
            "-- ",
            "/*",
            "*/",
            "/*!",
            "#",
            "$$",
            "\\",
            "\n",
            "\r",
            ";",
            " ",
            "SELECT 1",
            "a",
            "(",
            ")",
            "E'",
            "q'[",
            "U&'",
            "1");
    ThreadLocalRandom random = ThreadLocalRandom.current();
    for (int round = 0; round < 3_000; round++) {
      StringBuilder text = new StringBuilder("SELECT 1 ");
      for (int i = random.nextInt(1, 8); i > 0; i--) {
        text.append(pieces.get(random.nextInt(pieces.size())));
      }
      String before = text.toString();
      String hidden = before + "; DELETE FROM t";
      if (classes(hidden).equals("select")) {
        // Then the write must be within what every database takes for a quote or a comment.
        assertThat(QuoteReadings.allHide(before)).as(hidden).isTrue();
      }
    }
  }
}
