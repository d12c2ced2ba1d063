package dev.sallyport.instrumentation.http.apache;

import dev.sallyport.bootstrap.HttpRequestDenied;
import net.bytebuddy.asm.Advice;
import org.apache.http.concurrent.BasicFuture;

/**
 * Once an exchange of a minimal or pipelining async client of version 4 was refused. Those tell
 * producer and consumer of a failure, but nobody who waits for the result.
 */
final class ExecutionFailed4Advice {
  private ExecutionFailed4Advice() {}

  @Advice.OnMethodExit
  static void exit(
      @Advice.FieldValue("resultFuture") BasicFuture<?> result,
      @Advice.Argument(0) Exception failure) {
    if (failure instanceof HttpRequestDenied) {
      result.failed(failure);
    }
  }
}
