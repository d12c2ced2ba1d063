package dev.sallyport.instrumentation.forked;

import dev.sallyport.instrumentation.Bodies;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Runs samples one after the other, or one of them on many threads at once. */
public final class SampleApp {
  private SampleApp() {}

  /** The first argument says what to do, the others name the samples. */
  public static void main(String[] args) throws Exception {
    switch (args[0]) {
      case "once" -> runAll(args);
      case "retransformed" -> {
        runAll(args);
        ForkedAgent.retransform();
        runAll(args);
        ForkedAgent.retransform();
        runAll(args);
      }
      case "threads" -> runOnThreads(Integer.parseInt(args[1]), args[2]);
      default -> throw new IllegalArgumentException(args[0]);
    }
    System.out.println("bodies " + Bodies.list().size());
  }

  private static void runAll(String[] args) throws ReflectiveOperationException {
    for (int i = 1; i < args.length; i++) {
      System.out.println(args[i] + ": " + run(args[i]));
    }
  }

  @SuppressWarnings("unchecked")
  private static String run(String sample) throws ReflectiveOperationException {
    Class<?> type = Class.forName("dev.sallyport.instrumentation.sample." + sample);
    return ((Supplier<String>) type.getDeclaredConstructor().newInstance()).get();
  }

  private static void runOnThreads(int threads, String sample) throws Exception {
    CyclicBarrier start = new CyclicBarrier(threads);
    ExecutorService executor = Executors.newFixedThreadPool(threads);
    List<Future<String>> results = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      Callable<String> task =
          () -> {
            start.await();
            return run(sample);
          };
      results.add(executor.submit(task));
    }
    for (Future<String> result : results) {
      System.out.println(sample + ": " + result.get(60, TimeUnit.SECONDS));
    }
    executor.shutdown();
  }
}
