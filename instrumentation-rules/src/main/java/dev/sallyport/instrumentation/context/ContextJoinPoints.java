package dev.sallyport.instrumentation.context;

import dev.sallyport.instrumentation.JoinPoint;
import java.util.ArrayList;
import java.util.List;

/** Where tasks are handed from one thread to another. */
public final class ContextJoinPoints {
  static final String PACKAGE = "dev.sallyport.instrumentation.context.";

  /** All of them. */
  public static final List<JoinPoint> ALL = all();

  private ContextJoinPoints() {}

  private static List<JoinPoint> all() {
    List<JoinPoint> all = new ArrayList<>(JdkTasks.all());
    all.addAll(LibraryTasks.all());
    return List.copyOf(all);
  }
}
