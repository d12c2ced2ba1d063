package dev.sallyport.it;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/** Requests of tools by what the JDK itself has: java.net.http, and URL connections. */
class JdkHttpIT {
  @TestFactory
  Stream<DynamicNode> governsJavaNetHttp() {
    return EgressRun.tests(
        jdk ->
            EgressClient.of(
                "java.net.http " + jdk.major(),
                "containment-jdk",
                "JavaNetHttp",
                "sync",
                "async",
                "stream",
                "http1",
                "post"));
  }

  @TestFactory
  Stream<DynamicNode> governsUrlConnections() {
    return EgressRun.tests(
        jdk ->
            EgressClient.of(
                    "HttpURLConnection " + jdk.major(),
                    "containment-jdk",
                    "UrlConnection",
                    "plain",
                    "connect-first",
                    "open-stream",
                    "post")
                .notFollowing(EgressCases.CROSS_SCHEME, 308));
  }

  @TestFactory
  Stream<DynamicNode> governsUrlConnectionsThatStreamTheirBody() {
    return EgressRun.tests(
        jdk ->
            EgressClient.of(
                    "HttpURLConnection " + jdk.major(),
                    "containment-jdk",
                    "UrlConnection",
                    "post-stream")
                .notFollowing());
  }
}
