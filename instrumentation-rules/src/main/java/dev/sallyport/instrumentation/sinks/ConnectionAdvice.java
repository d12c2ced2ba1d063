package dev.sallyport.instrumentation.sinks;

import dev.sallyport.bootstrap.Sink;
import dev.sallyport.bootstrap.SinkGate;
import dev.sallyport.bootstrap.StatementTexts;
import java.sql.SQLException;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** Around the preparing of a statement: judged now, and again when it is executed. */
final class ConnectionAdvice {
  private ConnectionAdvice() {}

  @Advice.OnMethodEnter
  static void enter(@Advice.Argument(0) @Nullable String sql) throws SQLException {
    String refusal = SinkGate.refusal(Sink.SQL, sql);
    if (refusal != null) {
      throw new SQLException(refusal);
    }
  }

  @Advice.OnMethodExit
  static void exit(
      @Advice.Argument(0) @Nullable String sql, @Advice.Return @Nullable Object statement) {
    StatementTexts.remember(statement, sql);
  }
}
