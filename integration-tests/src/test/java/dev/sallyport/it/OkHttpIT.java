package dev.sallyport.it;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/** Requests of tools by OkHttp. */
class OkHttpIT {
  @TestFactory
  Stream<DynamicNode> governsOkHttp4() {
    return EgressRun.tests(
        jdk ->
            EgressClient.of(
                "okhttp 4.12.0", "containment-okhttp-4", "OkHttp", "execute", "enqueue", "post"));
  }

  @TestFactory
  Stream<DynamicNode> governsOkHttp5() {
    return EgressRun.tests(
        jdk ->
            EgressClient.of(
                "okhttp 5.5.1", "containment-okhttp-5", "OkHttp", "execute", "enqueue", "post"));
  }
}
