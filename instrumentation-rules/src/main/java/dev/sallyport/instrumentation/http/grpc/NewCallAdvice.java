package dev.sallyport.instrumentation.http.grpc;

import dev.sallyport.bootstrap.HttpGate;
import dev.sallyport.bootstrap.HttpScope;
import dev.sallyport.instrumentation.BoundFramework;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.NameResolver;
import io.grpc.Status;
import io.grpc.internal.GrpcUtil;
import java.net.URI;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/**
 * Around the making of a call, which is what resolves the channel's target and connects it. A
 * refusal has to be thrown here: a call that fails when it is started comes too late for that.
 */
final class NewCallAdvice {
  private NewCallAdvice() {}

  @Advice.OnMethodEnter
  static @Nullable HttpScope enter(
      @BoundFramework String client,
      @Advice.This ManagedChannel channel,
      @Advice.Argument(0) MethodDescriptor<?, ?> method,
      @Advice.FieldValue("nameResolverArgs") NameResolver.Args resolving) {
    if (!HttpGate.governs(null)) {
      return null;
    }
    String scheme = null;
    String host = null;
    String path = null;
    int port = -1;
    try {
      // A channel tells whether it uses TLS by nothing but its default port.
      scheme = resolving.getDefaultPort() == 80 ? "http" : "https";
      URI authority = GrpcUtil.authorityToUri(channel.authority());
      host = authority.getHost();
      port = authority.getPort();
      path = "/" + method.getFullMethodName();
    } catch (Throwable unreadable) {
      host = null; // which is refused
    }
    HttpScope scope = HttpGate.enter(client, null, "POST", scheme, host, port, path);
    if (scope != null && scope.refused()) {
      throw Status.PERMISSION_DENIED
          .withDescription(scope.denial().getMessage())
          .withCause(scope.denial())
          .asRuntimeException();
    }
    return scope;
  }

  @Advice.OnMethodExit(onThrowable = Throwable.class, backupArguments = false)
  static void exit(@Advice.Enter @Nullable HttpScope scope) {
    HttpGate.exit(scope);
  }
}
