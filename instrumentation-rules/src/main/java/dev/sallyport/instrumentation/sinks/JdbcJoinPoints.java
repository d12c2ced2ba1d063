package dev.sallyport.instrumentation.sinks;

import static dev.sallyport.instrumentation.sinks.SinkJoinPoints.PACKAGE;

import dev.sallyport.instrumentation.Framework;
import dev.sallyport.instrumentation.JoinPoint;
import java.util.ArrayList;
import java.util.List;

/** Where a JDBC driver, or a pool or proxy before it, is given statements. */
final class JdbcJoinPoints {
  private static final Framework JDBC =
      new Framework("jdbc", "", "", "java/sql/Statement", "java/sql/");

  private static final String STATEMENT = "java/sql/Statement";
  private static final String PREPARED = "java/sql/PreparedStatement";
  private static final String CONNECTION = "java/sql/Connection";
  private static final String ROWS = "java/sql/ResultSet";
  private static final String SQL = "Ljava/lang/String;";

  /** What follows the text where generated keys are asked for, or nothing. */
  private static final List<String> KEYS = List.of("", "I", "[I", "[Ljava/lang/String;");

  /** All of them. */
  static final List<JoinPoint> ALL = all();

  private JdbcJoinPoints() {}

  private static List<JoinPoint> all() {
    List<JoinPoint> all = new ArrayList<>();
    for (String keys : KEYS) {
      add(all, STATEMENT, "execute", "(" + SQL + keys + ")Z", "StatementAdvice");
      add(all, STATEMENT, "executeUpdate", "(" + SQL + keys + ")I", "StatementAdvice");
      add(all, STATEMENT, "executeLargeUpdate", "(" + SQL + keys + ")J", "StatementAdvice");
    }
    add(all, STATEMENT, "executeQuery", "(" + SQL + ")Ljava/sql/ResultSet;", "StatementAdvice");
    add(all, STATEMENT, "addBatch", "(" + SQL + ")V", "StatementAdvice");
    addPrepared(all);
    add(all, ROWS, "insertRow", "()V", "RowInsertAdvice");
    add(all, ROWS, "updateRow", "()V", "RowUpdateAdvice");
    add(all, ROWS, "deleteRow", "()V", "RowDeleteAdvice");
    return List.copyOf(all);
  }

  private static void addPrepared(List<JoinPoint> all) {
    for (String more : List.of("", "I", "II", "III", "[I", "[Ljava/lang/String;")) {
      String type = "(" + SQL + more + ")Ljava/sql/PreparedStatement;";
      add(all, CONNECTION, "prepareStatement", type, "ConnectionAdvice");
    }
    for (String more : List.of("", "II", "III")) {
      String type = "(" + SQL + more + ")Ljava/sql/CallableStatement;";
      add(all, CONNECTION, "prepareCall", type, "ConnectionAdvice");
    }
    add(all, PREPARED, "execute", "()Z", "PreparedStatementAdvice");
    add(all, PREPARED, "executeQuery", "()Ljava/sql/ResultSet;", "PreparedStatementAdvice");
    add(all, PREPARED, "executeUpdate", "()I", "PreparedStatementAdvice");
    add(all, PREPARED, "executeLargeUpdate", "()J", "PreparedStatementAdvice");
    add(all, PREPARED, "executeBatch", "()[I", "PreparedStatementAdvice");
    add(all, PREPARED, "executeLargeBatch", "()[J", "PreparedStatementAdvice");
  }

  private static void add(
      List<JoinPoint> all, String owner, String method, String descriptor, String advice) {
    all.add(JoinPoint.methodBody(JDBC, owner, method, descriptor, PACKAGE + advice));
  }
}
