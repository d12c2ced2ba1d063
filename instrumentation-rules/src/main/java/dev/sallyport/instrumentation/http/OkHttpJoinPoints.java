package dev.sallyport.instrumentation.http;

import dev.sallyport.instrumentation.Framework;
import dev.sallyport.instrumentation.JoinPoint;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The join points of OkHttp 4 and 5. A refusal is raised within the chain of interceptors, so that
 * an enqueued call fails on the dispatcher's thread as one that cannot connect.
 */
public final class OkHttpJoinPoints {
  private static final String CONNECTION = "okhttp3/internal/connection/";
  private static final String INTERCEPT = "(Lokhttp3/Interceptor$Chain;)Lokhttp3/Response;";
  private static final String ADVICE = "dev.sallyport.instrumentation.http.";

  /** All of them. */
  public static final List<JoinPoint> ALL = all();

  private OkHttpJoinPoints() {}

  private static List<JoinPoint> all() {
    Framework okHttp =
        new Framework(
            "okhttp",
            "com.squareup.okhttp3",
            "okhttp,okhttp-jvm",
            "okhttp3/OkHttpClient",
            "okhttp3/");
    String call = CONNECTION + "RealCall";
    String plan = CONNECTION + "ConnectPlan";
    return List.of(
        join(okHttp, call, "execute", "()Lokhttp3/Response;", "RememberCallAdvice"),
        join(okHttp, call, "enqueue", "(Lokhttp3/Callback;)V", "RememberCallAdvice"),
        join(okHttp, call + "$AsyncCall", "run", "()V", "okhttp.AsyncCallAdvice"),
        join(okHttp, CONNECTION + "ConnectInterceptor", "intercept", INTERCEPT, INTERCEPTOR),
        join(
            okHttp,
            "okhttp3/internal/http/CallServerInterceptor",
            "intercept",
            INTERCEPT,
            INTERCEPTOR),
        // Since version 5, which connects to several addresses at a time on threads of its own.
        join(okHttp, plan, "<init>", null, "RememberAdvice"),
        join(okHttp, plan, "connectTcp", null, "ResumeAdvice"),
        join(okHttp, plan, "connectTlsEtc", null, "ResumeAdvice"));
  }

  private static final String INTERCEPTOR = "okhttp.InterceptAdvice";

  private static JoinPoint join(
      Framework framework,
      String owner,
      String method,
      @Nullable String descriptor,
      String advice) {
    return JoinPoint.anyMethod(framework, owner, method, descriptor, ADVICE + advice);
  }
}
