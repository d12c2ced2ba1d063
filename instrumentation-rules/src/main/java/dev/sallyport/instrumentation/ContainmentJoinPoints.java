package dev.sallyport.instrumentation;

import dev.sallyport.instrumentation.context.ContextJoinPoints;
import dev.sallyport.instrumentation.http.ApacheJoinPoints;
import dev.sallyport.instrumentation.http.GrpcJoinPoints;
import dev.sallyport.instrumentation.http.JdkClientJoinPoints;
import dev.sallyport.instrumentation.http.JettyJoinPoints;
import dev.sallyport.instrumentation.http.NettyJoinPoints;
import dev.sallyport.instrumentation.http.OkHttpJoinPoints;
import dev.sallyport.instrumentation.http.SpringHttpJoinPoints;
import dev.sallyport.instrumentation.http.VertxJoinPoints;
import dev.sallyport.instrumentation.sinks.SinkJoinPoints;
import java.util.ArrayList;
import java.util.List;

/** What is woven in addition, in a process whose policy is about requests or boxes. */
public final class ContainmentJoinPoints {
  private ContainmentJoinPoints() {}

  /** Every join point; context first, because the others rely on it. */
  public static List<JoinPoint> all() {
    List<JoinPoint> all = new ArrayList<>();
    all.addAll(ContextJoinPoints.ALL);
    all.addAll(SinkJoinPoints.ALL);
    all.addAll(JdkClientJoinPoints.ALL);
    all.addAll(OkHttpJoinPoints.ALL);
    all.addAll(ApacheJoinPoints.ALL);
    all.addAll(JettyJoinPoints.ALL);
    all.addAll(NettyJoinPoints.ALL);
    all.addAll(SpringHttpJoinPoints.ALL);
    all.addAll(VertxJoinPoints.ALL);
    all.addAll(GrpcJoinPoints.ALL);
    return List.copyOf(all);
  }
}
