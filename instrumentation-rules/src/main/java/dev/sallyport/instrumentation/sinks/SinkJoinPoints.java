package dev.sallyport.instrumentation.sinks;

import dev.sallyport.instrumentation.Framework;
import dev.sallyport.instrumentation.JoinPoint;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where the JDK, and JDBC drivers, do what a box may forbid. */
public final class SinkJoinPoints {
  static final String PACKAGE = "dev.sallyport.instrumentation.sinks.";

  /** All of them. */
  public static final List<JoinPoint> ALL =
      Stream.of(
              CodeJoinPoints.PROCESSES,
              CodeJoinPoints.LIBRARIES,
              CodeJoinPoints.SCRIPTS,
              CodeJoinPoints.REFLECTION,
              NetworkJoinPoints.STREAMS,
              NetworkJoinPoints.DATAGRAM,
              FileJoinPoints.STREAMS,
              FileJoinPoints.FILES,
              FileJoinPoints.PATHS,
              FileJoinPoints.FOLDERS,
              FileJoinPoints.ATTRIBUTES,
              JdbcJoinPoints.ALL)
          .flatMap(List::stream)
          .toList();

  private SinkJoinPoints() {}

  /** A place in the JDK, which all its versions have if they have the class at all. */
  static JoinPoint jdk(String owner, String method, @Nullable String descriptor, String advice) {
    return JoinPoint.anyMethod(Framework.JDK, owner, method, descriptor, PACKAGE + advice);
  }
}
