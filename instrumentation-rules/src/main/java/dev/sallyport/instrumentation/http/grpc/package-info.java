/** Advice for gRPC. */
@NullMarked
package dev.sallyport.instrumentation.http.grpc;

import org.jspecify.annotations.NullMarked;
