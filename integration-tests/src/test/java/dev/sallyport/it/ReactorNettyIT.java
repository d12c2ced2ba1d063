package dev.sallyport.it;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/** Reactor Netty, over the JDK's channels and over epoll, in all its ways to make a request. */
class ReactorNettyIT {
  @TestFactory
  Stream<DynamicNode> reactorNetty() {
    return EgressRun.tests(
        jdk ->
            EgressClient.of(
                "reactor-netty 1.3.6",
                "containment-reactor",
                "ReactorNettyProbe",
                "nio",
                "epoll",
                "stream",
                "elsewhere",
                "unpooled",
                "relative",
                "retry"));
  }
}
