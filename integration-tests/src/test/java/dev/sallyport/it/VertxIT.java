package dev.sallyport.it;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/** The HTTP clients of Vert.x, in both of its lines. */
class VertxIT {
  private static final String[] MODES = {
    "client", "stream", "late", "loop", "chained", "worker", "web"
  };

  @TestFactory
  Stream<DynamicNode> vertx4() {
    return EgressRun.tests(
        jdk -> EgressClient.of("vertx 4.5.14", "containment-vertx-4", "VertxProbe", MODES));
  }

  @TestFactory
  Stream<DynamicNode> vertx5() {
    return EgressRun.tests(
        jdk -> EgressClient.of("vertx 5.0.0", "containment-vertx-5", "VertxProbe", MODES));
  }
}
