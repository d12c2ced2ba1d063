package dev.sallyport.instrumentation.http;

import dev.sallyport.instrumentation.Framework;
import dev.sallyport.instrumentation.JoinPoint;
import java.util.List;

/** The join points of gRPC, whatever transport is below it. */
public final class GrpcJoinPoints {
  /** gRPC 1.7x and 1.8x. */
  public static final Framework GRPC =
      new Framework(
          "grpc", "io.grpc", "grpc-core", "io/grpc/internal/ManagedChannelImpl", "io/grpc/");

  /** All of them. */
  public static final List<JoinPoint> ALL =
      List.of(
          JoinPoint.anyMethod(
              GRPC,
              "io/grpc/internal/ManagedChannelImpl",
              "newCall",
              "(Lio/grpc/MethodDescriptor;Lio/grpc/CallOptions;)Lio/grpc/ClientCall;",
              "dev.sallyport.instrumentation.http.grpc.NewCallAdvice"));

  private GrpcJoinPoints() {}
}
