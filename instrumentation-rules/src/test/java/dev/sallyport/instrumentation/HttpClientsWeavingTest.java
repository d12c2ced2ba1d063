package dev.sallyport.instrumentation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.instrumentation.http.GrpcJoinPoints;
import dev.sallyport.instrumentation.http.JettyJoinPoints;
import dev.sallyport.instrumentation.http.NettyJoinPoints;
import dev.sallyport.instrumentation.http.SpringHttpJoinPoints;
import dev.sallyport.instrumentation.http.VertxJoinPoints;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The join points of HTTP clients fit the clients that are on this class path. */
class HttpClientsWeavingTest {
  private static final List<String> ELSEWHERE = List.of("kqueue", "uring", "shaded");

  static Stream<String> owners() {
    Set<String> owners = new TreeSet<>();
    all().stream()
        .filter(JoinPoint::isNamedPlace)
        .map(JoinPoint::owner)
        .filter(owner -> ELSEWHERE.stream().noneMatch(owner::contains))
        .forEach(owners::add);
    return owners.stream();
  }

  private static List<JoinPoint> all() {
    List<JoinPoint> all = new ArrayList<>(NettyJoinPoints.ALL);
    all.addAll(SpringHttpJoinPoints.ALL);
    all.addAll(JettyJoinPoints.ALL);
    all.addAll(VertxJoinPoints.ALL);
    all.addAll(GrpcJoinPoints.ALL);
    return all;
  }

  @ParameterizedTest
  @MethodSource("owners")
  void weaves(String owner) throws Exception {
    ClassLoader loader = getClass().getClassLoader();
    byte[] classFile;
    try (InputStream in = loader.getResourceAsStream(owner + ".class")) {
      assertThat(in).as(owner).isNotNull();
      classFile = in.readAllBytes();
    }
    List<JoinPoint> candidates = all().stream().filter(it -> it.owner().equals(owner)).toList();
    ClassWeaver weaver =
        new ClassWeaver(new FrameworkLocator(), List.of(), loader, owner, classFile);

    byte[] woven = weaver.weave(candidates);

    assertThat(woven).isNotNull();
    assertThat(weaver.places()).isPositive();
    assertThat(weaver.frameworks()).doesNotContain("unknown");
  }
}
