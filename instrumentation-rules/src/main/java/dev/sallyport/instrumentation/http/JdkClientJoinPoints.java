package dev.sallyport.instrumentation.http;

import dev.sallyport.instrumentation.Framework;
import dev.sallyport.instrumentation.JoinPoint;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The join points of java.net.http and HttpURLConnection. What both connect with are the JDK's
 * sockets, whose join points judge the address in the context that is set here.
 */
public final class JdkClientJoinPoints {
  private static final Framework JAVA_NET_HTTP =
      Framework.platform("java.net.http", "java/net/http/HttpClient", "java/net/http/");
  private static final Framework URL_CONNECTION =
      Framework.platform("HttpURLConnection", "java/net/HttpURLConnection", "java/net/");
  private static final String CLIENT = "jdk/internal/net/http/";
  private static final String URL = "sun/net/www/protocol/http/HttpURLConnection";
  private static final String ADVICE = "dev.sallyport.instrumentation.http.";

  /** All of them. */
  public static final List<JoinPoint> ALL =
      List.of(
          client(
              "HttpClientImpl",
              "sendAsync",
              "(Ljava/net/http/HttpRequest;Ljava/net/http/HttpResponse$BodyHandler;"
                  + "Ljava/net/http/HttpResponse$PushPromiseHandler;"
                  + "Ljava/util/concurrent/Executor;)Ljava/util/concurrent/CompletableFuture;",
              "jdk.SendAsyncAdvice"),
          client("MultiExchange", "<init>", null, "RememberAdvice"),
          client(
              "Exchange",
              "responseAsyncImpl",
              "(Ljdk/internal/net/http/HttpConnection;)Ljava/util/concurrent/CompletableFuture;",
              "jdk.ExchangeAdvice"),
          client(
              "PlainHttpConnection",
              "connectAsync",
              "(Ljdk/internal/net/http/Exchange;)Ljava/util/concurrent/CompletableFuture;",
              "ResumeArgumentAdvice"),
          client("HttpClientImpl$SelectorManager", "run", "()V", "NobodyAdvice"),
          url("plainConnect", "()V", "jdk.UrlConnectAdvice"),
          url("writeRequests", "()V", "jdk.UrlWriteAdvice"),
          url("getInputStream0", "()Ljava/io/InputStream;", "ScopeAdvice"),
          url("getOutputStream0", "()Ljava/io/OutputStream;", "ScopeAdvice"));

  private JdkClientJoinPoints() {}

  private static JoinPoint client(
      String type, String method, @Nullable String descriptor, String advice) {
    return JoinPoint.anyMethod(JAVA_NET_HTTP, CLIENT + type, method, descriptor, ADVICE + advice);
  }

  private static JoinPoint url(String method, String descriptor, String advice) {
    return JoinPoint.anyMethod(URL_CONNECTION, URL, method, descriptor, ADVICE + advice);
  }
}
