package dev.sallyport.instrumentation.sinks;

import dev.sallyport.bootstrap.Sink;
import dev.sallyport.bootstrap.SinkGate;
import dev.sallyport.bootstrap.StatementTexts;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import net.bytebuddy.asm.Advice;

/**
 * Before a prepared statement is executed, which may have been prepared when no tool ran. One whose
 * text is not known is refused where a box is about statements.
 */
final class PreparedStatementAdvice {
  private PreparedStatementAdvice() {}

  @Advice.OnMethodEnter
  static void enter(@Advice.This Object statement) throws SQLException {
    boolean concerns = false;
    try {
      concerns = statement instanceof PreparedStatement;
    } catch (LinkageError cannotSeeIt) {
      // A class of a module that does not read java.sql, so it is something else.
    }
    String refusal = concerns ? SinkGate.refusal(Sink.SQL, StatementTexts.of(statement)) : null;
    if (refusal != null) {
      throw new SQLException(refusal);
    }
  }
}
