package dev.sallyport.it;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/** RestClient, RestTemplate and WebClient over each engine; all but WebClient name themselves. */
class SpringHttpIT {
  private static final String[] ENGINES = {
    "java.net.http ", "HttpURLConnection ", "apache-http", "jetty-client ", "reactor-netty "
  };

  @TestFactory
  Stream<DynamicNode> restClientAndRestTemplate() {
    return EgressRun.tests(
        jdk ->
            EgressClient.of(
                    "spring-web 6.2.18",
                    "containment-spring",
                    "RestClientProbe",
                    "jdk",
                    "apache",
                    "jetty",
                    "reactor")
                .over(ENGINES));
  }

  @TestFactory
  Stream<DynamicNode> restClientAndRestTemplateOverUrlConnections() {
    return EgressRun.tests(
        jdk ->
            EgressClient.of(
                    "spring-web 6.2.18",
                    "containment-spring",
                    "RestClientProbe",
                    "simple",
                    "template")
                .over(ENGINES)
                .notFollowing(EgressCases.CROSS_SCHEME, 308));
  }

  @TestFactory
  Stream<DynamicNode> webClient() {
    return EgressRun.tests(
        jdk ->
            EgressClient.of(
                    "spring-webflux 6.2.18",
                    "containment-spring",
                    "WebClientProbe",
                    "reactor",
                    "elsewhere",
                    "retry",
                    "jdk",
                    "jetty",
                    "apache")
                .over(ENGINES));
  }
}
