package dev.sallyport.instrumentation.sinks;

import dev.sallyport.bootstrap.Sink;
import dev.sallyport.bootstrap.SinkGate;
import java.sql.ResultSet;
import java.sql.SQLException;
import net.bytebuddy.asm.Advice;

/** Before the current row of a result set is inserted: a statement that nobody wrote down. */
final class RowInsertAdvice {
  private RowInsertAdvice() {}

  @Advice.OnMethodEnter
  static void enter(@Advice.This Object statement) throws SQLException {
    boolean concerns = false;
    try {
      concerns = statement instanceof ResultSet;
    } catch (LinkageError cannotSeeIt) {
      // A class of a module that does not read java.sql, so it is something else.
    }
    String refusal =
        concerns ? SinkGate.refusal(Sink.SQL, "INSERT INTO result_set VALUES (1)") : null;
    if (refusal != null) {
      throw new SQLException(refusal);
    }
  }
}
