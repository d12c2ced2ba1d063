package dev.sallyport.benchmarks.log;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * SQLite in WAL mode, a transaction for each row, {@code synchronous=NORMAL}: as with ours, a row
 * outlives the process but not a power failure. One connection, for one thread at a time, which is
 * faster than several that wait for each other in the file.
 */
final class SqliteLog implements MeasuredLog {
  private final String url;
  private final Connection connection;
  private final PreparedStatement insert;

  SqliteLog(Path folder) throws SQLException {
    url = "jdbc:sqlite:" + folder.resolve("log.db");
    connection = DriverManager.getConnection(url);
    try (Statement statement = connection.createStatement()) {
      statement.execute("pragma journal_mode=wal");
      statement.execute("pragma synchronous=normal");
      statement.execute("create table log (call integer, time integer, record blob)");
    }
    insert = connection.prepareStatement("insert into log values (?, ?, ?)");
  }

  @Override
  public LogAppender appender() {
    byte[] bytes = SampleDecision.bytes();
    return call -> append(call, bytes);
  }

  private synchronized void append(long call, byte[] bytes) throws SQLException {
    insert.setLong(1, call);
    insert.setLong(2, System.currentTimeMillis());
    insert.setBytes(3, bytes);
    insert.executeUpdate();
  }

  @Override
  public long stored() throws SQLException {
    try (Connection read = DriverManager.getConnection(url);
        Statement statement = read.createStatement();
        ResultSet count = statement.executeQuery("select count(*) from log")) {
      return count.next() ? count.getLong(1) : 0;
    }
  }

  @Override
  public void close() throws SQLException {
    insert.close();
    connection.close();
  }
}
