package dev.sallyport.instrumentation.sinks;

import dev.sallyport.bootstrap.Sink;
import dev.sallyport.bootstrap.SinkGate;
import java.sql.ResultSet;
import java.sql.SQLException;
import net.bytebuddy.asm.Advice;

/** Before the current row of a result set is deleted: a statement that nobody wrote down. */
final class RowDeleteAdvice {
  private RowDeleteAdvice() {}

  @Advice.OnMethodEnter
  static void enter(@Advice.This Object statement) throws SQLException {
    boolean concerns = false;
    try {
      concerns = statement instanceof ResultSet;
    } catch (LinkageError cannotSeeIt) {
      // A class of a module that does not read java.sql, so it is something else.
    }
    String refusal = concerns ? SinkGate.refusal(Sink.SQL, "DELETE FROM result_set") : null;
    if (refusal != null) {
      throw new SQLException(refusal);
    }
  }
}
