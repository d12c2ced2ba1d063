package dev.sallyport.instrumentation.http;

import dev.sallyport.instrumentation.Framework;
import dev.sallyport.instrumentation.JoinPoint;
import java.util.List;

/** The join points of Jetty client 12. */
public final class JettyJoinPoints {
  /** Jetty client 12.0 and 12.1. */
  public static final Framework JETTY_CLIENT =
      new Framework(
          "jetty-client",
          "org.eclipse.jetty",
          "jetty-client",
          "org/eclipse/jetty/client/HttpClient",
          "org/eclipse/jetty/");

  private static final String TRANSPORT = "org/eclipse/jetty/client/transport/";
  private static final String ADVICE = "dev.sallyport.instrumentation.http.jetty.";

  /** All of them. */
  public static final List<JoinPoint> ALL =
      List.of(
          JoinPoint.anyMethod(
              JETTY_CLIENT,
              TRANSPORT + "HttpDestination",
              "send",
              "(L" + TRANSPORT + "HttpExchange;)V",
              ADVICE + "QueueAdvice"),
          JoinPoint.anyMethod(
              JETTY_CLIENT,
              TRANSPORT + "HttpConnection",
              "send",
              "(L"
                  + TRANSPORT
                  + "HttpChannel;L"
                  + TRANSPORT
                  + "HttpExchange;)L"
                  + TRANSPORT
                  + "SendFailure;",
              ADVICE + "SendAdvice"),
          JoinPoint.anyMethod(
              JETTY_CLIENT,
              "org/eclipse/jetty/io/ClientConnector",
              "connect",
              "(Ljava/net/SocketAddress;Ljava/util/Map;)V",
              ADVICE + "ConnectAdvice"));

  private JettyJoinPoints() {}
}
