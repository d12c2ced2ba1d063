package dev.sallyport.it;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/** Requests of tools by Apache HttpClient. */
class ApacheHttpIT {
  private static final String CLASSIC_4 = "apache-httpclient 4.5.14";
  private static final String ASYNC_4 = "apache-httpasyncclient 4.1.5";
  private static final String FIVE = "apache-httpclient5 5.6.5";

  @TestFactory
  Stream<DynamicNode> governsTheClassicClientsOfVersion4() {
    return four(CLASSIC_4, "ApacheClassic4", "sync", "handler", "old");
  }

  @TestFactory
  Stream<DynamicNode> governsTheClassicClientOfVersion4ThatPosts() {
    return EgressRun.tests(
        jdk ->
            EgressClient.of(CLASSIC_4, "containment-apache-4", "ApacheClassic4", "post")
                .notFollowing(EgressCases.CROSS_SCHEME, 301, 302, 307, 308));
  }

  @TestFactory
  Stream<DynamicNode> governsTheMinimalClassicClientOfVersion4() {
    return minimal(CLASSIC_4, "containment-apache-4", "ApacheClassic4", "minimal");
  }

  @TestFactory
  Stream<DynamicNode> governsTheAsyncClientOfVersion4() {
    return EgressRun.tests(
        jdk ->
            EgressClient.of(ASYNC_4, "containment-apache-4", "ApacheAsync4", "async")
                .overRefusing());
  }

  @TestFactory
  Stream<DynamicNode> governsTheClassicClientOfVersion5() {
    return five("ApacheClassic5");
  }

  @TestFactory
  Stream<DynamicNode> governsTheMinimalClassicClientOfVersion5() {
    return minimal(FIVE, "containment-apache-5", "ApacheClassic5", "minimal");
  }

  @TestFactory
  Stream<DynamicNode> governsTheAsyncClientOfVersion5() {
    return five("ApacheAsync5");
  }

  @TestFactory
  Stream<DynamicNode> governsTheMinimalAsyncClientOfVersion5() {
    return EgressRun.tests(
        jdk ->
            EgressClient.of(FIVE, "containment-apache-5", "ApacheAsync5", "minimal")
                .notFollowing()
                .connectingApart());
  }

  private static Stream<DynamicNode> four(String label, String probe, String... modes) {
    return EgressRun.tests(jdk -> EgressClient.of(label, "containment-apache-4", probe, modes));
  }

  private static Stream<DynamicNode> five(String probe) {
    return EgressRun.tests(
        jdk -> EgressClient.of(FIVE, "containment-apache-5", probe, "usual", "post"));
  }

  /** Those do not follow redirects. */
  private static Stream<DynamicNode> minimal(
      String label, String module, String probe, String... modes) {
    return EgressRun.tests(jdk -> EgressClient.of(label, module, probe, modes).notFollowing());
  }
}
