package dev.sallyport.instrumentation.http;

import dev.sallyport.instrumentation.Framework;
import dev.sallyport.instrumentation.JoinPoint;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The join points of the HTTP client of Vert.x 4.5 and 5, which its web client uses, too. A request
 * is judged when it is asked for, on the caller's thread or, for a redirect, on an event loop; and
 * again when its head is written. In between it is carried by futures, whose listeners act for
 * whoever added them. The connect of the channel is Netty's.
 */
public final class VertxJoinPoints {
  /** Vert.x 4.5 and 5. */
  public static final Framework VERTX =
      new Framework(
          "vertx", "io.vertx", "vertx-core", "io/vertx/core/http/HttpClient", "io/vertx/");

  private static final String CORE = "io/vertx/core/";
  private static final String HTTP = CORE + "http/impl/";
  private static final String FUTURE = CORE + "impl/future/";
  private static final String HERE = "dev.sallyport.instrumentation.http.";
  private static final String VERTX_ADVICE = HERE + "vertx.";
  private static final String INNER_ADVICE = "io.vertx.core.http.impl.";
  private static final String CONTEXT = "dev.sallyport.instrumentation.context.";

  private static final String REQUEST_4 =
      "(Lio/vertx/core/http/HttpMethod;Lio/vertx/core/net/SocketAddress;Ljava/lang/String;I"
          + "Ljava/lang/Boolean;Ljava/lang/String;Lio/vertx/core/MultiMap;Ljava/lang/String;JJ"
          + "Ljava/lang/Boolean;Lio/vertx/core/net/ProxyOptions;"
          + "Lio/vertx/core/http/impl/EndpointKey;"
          + "Lio/vertx/core/impl/future/PromiseInternal;)V";
  private static final String REQUEST_5 =
      "(Ljava/lang/String;Lio/vertx/core/http/HttpMethod;Lio/vertx/core/net/HostAndPort;"
          + "Lio/vertx/core/net/Address;ZLjava/lang/String;Lio/vertx/core/MultiMap;"
          + "Ljava/lang/String;JJLjava/lang/Boolean;Lio/vertx/core/net/ClientSSLOptions;"
          + "Lio/vertx/core/net/ProxyOptions;)Lio/vertx/core/Future;";
  private static final String WRITE = "(Lio/netty/buffer/ByteBuf;ZZ";

  /** All of them. */
  public static final List<JoinPoint> ALL = all();

  private VertxJoinPoints() {}

  private static List<JoinPoint> all() {
    List<JoinPoint> all = new ArrayList<>();
    requests(all);
    futures(all);
    workers(all);
    return List.copyOf(all);
  }

  private static void requests(List<JoinPoint> all) {
    String client = HTTP + "HttpClientImpl";
    String request = HTTP + "HttpClientRequestImpl";
    all.add(in(client, "doRequest", REQUEST_4, VERTX_ADVICE + "Request4Advice").optional());
    all.add(in(client, "doRequest", REQUEST_5, VERTX_ADVICE + "Request5Advice").optional());
    all.add(in(request, "<init>", null, HERE + "RememberAdvice"));
    all.add(in(request, "handleResponse", null, HERE + "ResumeAdvice"));
    String written4 = WRITE + "Lio/vertx/core/Handler;)V";
    all.add(in(request, "doWrite", written4, INNER_ADVICE + "Write4Advice").optional());
    String written5 = WRITE + ")Lio/vertx/core/Future;";
    all.add(in(request, "doWrite", written5, INNER_ADVICE + "Write5Advice").optional());
  }

  private static void futures(List<JoinPoint> all) {
    all.add(in(FUTURE + "FutureImpl", "addListener", null, VERTX_ADVICE + "ListenAdvice"));
    for (String done : List.of("SucceededFuture", "FailedFuture")) {
      all.add(in(FUTURE + done, "addListener", null, CONTEXT + "HandOverAdvice"));
    }
    all.add(in(FUTURE + "FutureImpl$ListenerArray", "<init>", null, CONTEXT + "MadeAdvice"));
    String base = FUTURE + "FutureBase";
    all.add(in(base, "emitSuccess", null, CONTEXT + "TakeOverSecondAdvice").optional());
    all.add(in(base, "emitFailure", null, CONTEXT + "TakeOverSecondAdvice").optional());
    all.add(in(base, "emitResult", null, VERTX_ADVICE + "TakeOverThirdAdvice").optional());
  }

  /** The worker threads themselves are the JDK's executors'. */
  private static void workers(List<JoinPoint> all) {
    String queue = CORE + "impl/TaskQueue";
    all.add(in(queue, "execute", null, CONTEXT + "HandOverAdvice"));
    all.add(JoinPoint.taskRun(VERTX, queue, "run"));
  }

  private static JoinPoint in(
      String owner, String method, @Nullable String descriptor, String advice) {
    return JoinPoint.anyMethod(VERTX, owner, method, descriptor, advice);
  }
}
