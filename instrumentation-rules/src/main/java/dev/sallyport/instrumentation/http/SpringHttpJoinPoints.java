package dev.sallyport.instrumentation.http;

import dev.sallyport.instrumentation.Framework;
import dev.sallyport.instrumentation.JoinPoint;
import java.util.List;

/**
 * The join points of RestClient and RestTemplate. WebClient has none of its own: what its
 * connectors call is woven, and a mono that it returns runs when no method of it does.
 */
public final class SpringHttpJoinPoints {
  /** Spring Framework 6 and 7. */
  public static final Framework SPRING_WEB =
      new Framework(
          "spring-web",
          "org.springframework",
          "spring-web",
          "org/springframework/http/client/ClientHttpRequest",
          "org/springframework/");

  /** All of them. */
  public static final List<JoinPoint> ALL =
      List.of(
          JoinPoint.methodBody(
              SPRING_WEB,
              "org/springframework/http/client/ClientHttpRequest",
              "execute",
              "()Lorg/springframework/http/client/ClientHttpResponse;",
              "dev.sallyport.instrumentation.http.spring.ExecuteAdvice"));

  private SpringHttpJoinPoints() {}
}
