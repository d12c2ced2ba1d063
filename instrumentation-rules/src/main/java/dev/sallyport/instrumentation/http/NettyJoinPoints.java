package dev.sallyport.instrumentation.http;

import dev.sallyport.instrumentation.Framework;
import dev.sallyport.instrumentation.JoinPoint;
import java.util.List;

/**
 * The join points of Reactor Netty and of Netty below it. Reactor Netty asks for a connection anew
 * for each redirect and after a reset, always in one method, and writes the request in another.
 */
public final class NettyJoinPoints {
  /** Reactor Netty 1.2 and 1.3. */
  public static final Framework REACTOR_NETTY =
      new Framework(
          "reactor-netty",
          "io.projectreactor.netty",
          "reactor-netty-http",
          "reactor/netty/http/client/HttpClient",
          "reactor/netty/");

  /** Netty 4.1 and 4.2. */
  public static final Framework NETTY =
      new Framework(
          "netty", "io.netty", "netty-transport", "io/netty/channel/Channel", "io/netty/");

  /** The copy of Netty inside gRPC's jar. */
  public static final Framework SHADED_NETTY =
      new Framework(
          "grpc-netty-shaded",
          "io.grpc",
          "grpc-netty-shaded",
          "io/grpc/netty/shaded/io/netty/channel/Channel",
          "io/grpc/netty/shaded/");

  private static final String CONNECT = "reactor/netty/http/client/HttpClientConnect";
  private static final String MONO = CONNECT + "$MonoHttpConnect";
  private static final String HANDLER = CONNECT + "$HttpClientHandler";
  private static final String ADVICE = "dev.sallyport.instrumentation.http.netty.";
  private static final String INNER_ADVICE = "reactor.netty.http.client.";

  /** All of them. */
  public static final List<JoinPoint> ALL =
      List.of(
          reactor(
              MONO,
              "<init>",
              "(Lreactor/netty/http/client/HttpClientConfig;)V",
              ADVICE + "AssemblyAdvice"),
          reactor(
              MONO, "subscribe", "(Lreactor/core/CoreSubscriber;)V", ADVICE + "SubscribeAdvice"),
          reactor(
              MONO,
              "lambda$subscribe$0",
              "(L" + HANDLER + ";Lreactor/core/publisher/MonoSink;)V",
              INNER_ADVICE + "AttemptAdvice"),
          reactor(
              HANDLER,
              "<init>",
              "(Lreactor/netty/http/client/HttpClientConfig;)V",
              ADVICE + "RememberAdvice"),
          reactor(
              HANDLER,
              "requestWithBody",
              "(Lreactor/netty/http/client/HttpClientOperations;)Lorg/reactivestreams/Publisher;",
              INNER_ADVICE + "SendAdvice"),
          connect(NETTY, "io/netty/channel/nio/AbstractNioChannel$AbstractNioUnsafe"),
          connect(NETTY, "io/netty/channel/epoll/AbstractEpollChannel$AbstractEpollUnsafe"),
          connect(NETTY, "io/netty/channel/kqueue/AbstractKQueueChannel$AbstractKQueueUnsafe"),
          connect(NETTY, "io/netty/channel/uring/AbstractIoUringChannel$AbstractUringUnsafe"),
          shadedConnect("nio/AbstractNioChannel$AbstractNioUnsafe"),
          shadedConnect("epoll/AbstractEpollChannel$AbstractEpollUnsafe"));

  private NettyJoinPoints() {}

  private static JoinPoint reactor(String owner, String method, String descriptor, String advice) {
    return JoinPoint.anyMethod(REACTOR_NETTY, owner, method, descriptor, advice);
  }

  private static JoinPoint shadedConnect(String unsafe) {
    return connect(SHADED_NETTY, SHADED_NETTY.packages() + "io/netty/channel/" + unsafe);
  }

  /** No descriptor, for it names Netty's promise: there is one connect in each of these classes. */
  private static JoinPoint connect(Framework framework, String unsafe) {
    return JoinPoint.anyMethod(framework, unsafe, "connect", null, ADVICE + "ConnectAdvice");
  }
}
