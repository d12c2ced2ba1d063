package dev.sallyport.instrumentation.sinks;

import dev.sallyport.bootstrap.Sink;
import dev.sallyport.bootstrap.SinkGate;
import java.sql.SQLException;
import java.sql.Statement;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/**
 * Before a statement is executed, or put into a batch. The methods' names and types are those of
 * many classes.
 */
final class StatementAdvice {
  private StatementAdvice() {}

  @Advice.OnMethodEnter
  static void enter(@Advice.This Object statement, @Advice.Argument(0) @Nullable String sql)
      throws SQLException {
    boolean concerns = false;
    try {
      concerns = statement instanceof Statement;
    } catch (LinkageError cannotSeeIt) {
      // A class of a module that does not read java.sql, so it is something else.
    }
    String refusal = concerns ? SinkGate.refusal(Sink.SQL, sql) : null;
    if (refusal != null) {
      throw new SQLException(refusal);
    }
  }
}
