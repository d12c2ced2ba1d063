package dev.sallyport.instrumentation.http;

import dev.sallyport.instrumentation.Framework;
import dev.sallyport.instrumentation.JoinPoint;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The join points of Apache HttpClient 4.5, its async client 4.1, and version 5. Sync clients do
 * all of a request on the caller's thread; async ones connect and send on I/O threads, which act
 * for nobody by themselves.
 */
public final class ApacheJoinPoints {
  private static final Framework CLASSIC_4 =
      new Framework(
          "apache-httpclient",
          "org.apache.httpcomponents",
          "httpclient",
          "org/apache/http/client/HttpClient",
          "org/apache/http/");
  private static final Framework ASYNC_4 =
      new Framework(
          "apache-httpasyncclient",
          "org.apache.httpcomponents",
          "httpasyncclient",
          "org/apache/http/nio/client/HttpAsyncClient",
          "org/apache/http/");
  private static final Framework FIVE =
      new Framework(
          "apache-httpclient5",
          "org.apache.httpcomponents.client5",
          "httpclient5",
          "org/apache/hc/client5/http/classic/HttpClient",
          "org/apache/hc/");
  private static final String HERE = "dev.sallyport.instrumentation.http.";
  private static final String APACHE = HERE + "apache.";

  /** All of them. */
  public static final List<JoinPoint> ALL = all();

  private ApacheJoinPoints() {}

  private static List<JoinPoint> all() {
    List<JoinPoint> all = new ArrayList<>();
    classic4(all);
    async4(all);
    classic5(all);
    async5(all);
    reactor5(all);
    return List.copyOf(all);
  }

  private static void classic4(List<JoinPoint> all) {
    String impl = "org/apache/http/impl/";
    for (String client : List.of("InternalHttpClient", "MinimalHttpClient", "AbstractHttpClient")) {
      add(all, CLASSIC_4, impl + "client/" + client, "doExecute", null, HERE + "ScopeAdvice");
    }
    for (String exec : List.of("MainClientExec", "MinimalClientExec")) {
      add(
          all,
          CLASSIC_4,
          impl + "execchain/" + exec,
          "execute",
          null,
          APACHE + "ClassicExec4Advice");
    }
    String director = impl + "client/DefaultRequestDirector";
    add(all, CLASSIC_4, director, "tryConnect", null, APACHE + "Director4Advice");
    add(all, CLASSIC_4, director, "tryExecute", null, APACHE + "Director4Advice");
  }

  private static void async4(List<JoinPoint> all) {
    String client = "org/apache/http/impl/nio/client/";
    String handler = client + "AbstractClientExchangeHandler";
    add(all, ASYNC_4, handler, "<init>", null, HERE + "RememberAdvice");
    add(all, ASYNC_4, handler, "setCurrentRequest", null, APACHE + "SetRequest4Advice");
    add(all, ASYNC_4, handler, "requestConnection", "()V", APACHE + "RequestConnection4Advice");
    for (String type : List.of("Minimal", "Pipelining")) {
      String owner = client + type + "ClientExchangeHandlerImpl";
      String failed = "(Ljava/lang/Exception;)V";
      add(all, ASYNC_4, owner, "executionFailed", failed, APACHE + "ExecutionFailed4Advice");
    }
    for (String type : List.of("Default", "Minimal", "Pipelining")) {
      String owner = client + type + "ClientExchangeHandlerImpl";
      for (String method :
          List.of("produceContent", "responseReceived", "consumeContent", "responseCompleted")) {
        add(all, ASYNC_4, owner, method, null, HERE + "ResumeAdvice");
      }
    }
    String reactor = "org/apache/http/impl/nio/reactor/";
    String connecting = reactor + "DefaultConnectingIOReactor";
    add(
        all,
        ASYNC_4,
        reactor + "SessionRequestImpl",
        "<init>",
        null,
        APACHE + "ConnectAsked4Advice");
    add(all, ASYNC_4, connecting, "processSessionRequests", "()V", HERE + "ScopeAdvice");
    add(all, ASYNC_4, connecting, "validateAddress", null, APACHE + "ConnectAddress4Advice");
    String workers = reactor + "AbstractMultiworkerIOReactor";
    add(all, ASYNC_4, workers, "execute", null, HERE + "NobodyAdvice");
    add(all, ASYNC_4, workers + "$Worker", "run", "()V", HERE + "NobodyAdvice");
    future(all, ASYNC_4, "org/apache/http/concurrent/BasicFuture");
  }

  private static void classic5(List<JoinPoint> all) {
    String classic = "org/apache/hc/client5/http/impl/classic/";
    add(all, FIVE, classic + "InternalHttpClient", "doExecute", null, HERE + "ScopeAdvice");
    add(all, FIVE, classic + "MinimalHttpClient", "doExecute", null, APACHE + "Minimal5Advice");
    for (String exec : List.of("ConnectExec", "MainClientExec")) {
      add(all, FIVE, classic + exec, "execute", null, APACHE + "ClassicExec5Advice");
    }
  }

  private static void async5(List<JoinPoint> all) {
    String async = "org/apache/hc/client5/http/impl/async/";
    String internal = async + "InternalAbstractHttpAsyncClient";
    add(all, FIVE, internal, "doExecute", null, APACHE + "AsyncEntry5Advice");
    for (String exec :
        List.of("AsyncConnectExec", "HttpAsyncMainClientExec", "H2AsyncMainClientExec")) {
      add(all, FIVE, async + exec, "execute", null, APACHE + "AsyncExec5Advice");
    }
    for (String runtime : List.of("InternalHttpAsyncExecRuntime", "InternalH2AsyncExecRuntime")) {
      add(all, FIVE, async + runtime, "connectEndpoint", null, HERE + "ResumeArgumentAdvice");
    }
    for (String type : List.of("MinimalHttpAsyncClient", "MinimalH2AsyncClient")) {
      add(
          all,
          FIVE,
          async + type,
          "execute",
          "(Lorg/apache/hc/core5/http/nio/AsyncClientExchangeHandler;"
              + "Lorg/apache/hc/core5/http/nio/HandlerFactory;"
              + "Lorg/apache/hc/core5/http/protocol/HttpContext;)"
              + "Lorg/apache/hc/core5/concurrent/Cancellable;",
          APACHE + "MinimalEntry5Advice");
    }
    String minimal = async + "MinimalHttpAsyncClient";
    add(all, FIVE, minimal, "leaseEndpoint", null, APACHE + "RememberContext5Advice");
    String producer = "org/apache/hc/core5/http/nio/support/BasicRequestProducer";
    add(all, FIVE, producer, "sendRequest", null, APACHE + "SendRequest5Advice");
    for (String handler :
        List.of(
            "org/apache/hc/core5/http/impl/nio/ClientHttp1StreamHandler",
            "org/apache/hc/core5/http2/impl/nio/ClientH2StreamHandler")) {
      add(all, FIVE, handler, "commitRequest", null, APACHE + "CommitRequest5Advice");
    }
  }

  private static void reactor5(List<JoinPoint> all) {
    String reactor = "org/apache/hc/core5/reactor/";
    String core = reactor + "SingleCoreIOReactor";
    String channel = reactor + "InternalConnectChannel";
    add(all, FIVE, reactor + "IOSessionRequest", "<init>", null, HERE + "RememberAdvice");
    add(all, FIVE, core, "processConnectionRequest", null, APACHE + "ConnectRequest5Advice");
    add(all, FIVE, core, "doExecute", "()V", HERE + "NobodyAdvice");
    for (String method : List.of("onIOEvent", "onTimeout", "onException")) {
      add(all, FIVE, channel, method, null, APACHE + "ConnectChannel5Advice");
    }
    future(all, FIVE, "org/apache/hc/core5/concurrent/BasicFuture");
  }

  /** Callbacks run on I/O threads, in the context of who gave them. */
  private static void future(List<JoinPoint> all, Framework framework, String owner) {
    add(all, framework, owner, "<init>", null, HERE + "RememberAdvice");
    for (String method : List.of("completed", "failed", "cancel")) {
      add(all, framework, owner, method, null, HERE + "ResumeAdvice");
    }
  }

  private static void add(
      List<JoinPoint> all,
      Framework framework,
      String owner,
      String method,
      @Nullable String descriptor,
      String advice) {
    all.add(JoinPoint.anyMethod(framework, owner, method, descriptor, advice));
  }
}
