package dev.sallyport.it;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/** Jetty's client. */
class JettyHttpIT {
  @TestFactory
  Stream<DynamicNode> jettyClient() {
    return EgressRun.tests(
        jdk ->
            EgressClient.of(
                "jetty-client 12.0.35",
                "containment-jetty",
                "JettyProbe",
                "sync",
                "async",
                "stream"));
  }
}
