package dev.sallyport.instrumentation.http.apache;

import dev.sallyport.bootstrap.CallContext;
import dev.sallyport.bootstrap.CarriedContext;
import dev.sallyport.bootstrap.Governing;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/**
 * Before the I/O thread of an async client of version 4 connects to an address, which it checks
 * first: from then on it acts for whoever asked for this address, until the next one. {@code
 * ScopeAdvice} around all of them ends it.
 */
final class ConnectAddress4Advice {
  private ConnectAddress4Advice() {}

  @Advice.OnMethodEnter
  static void enter(@Advice.Argument(0) @Nullable Object address) {
    if (Governing.any()) {
      CallContext.restore(null);
      if (address != null) {
        CarriedContext.resume(address);
      }
    }
  }
}
