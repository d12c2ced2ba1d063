package dev.sallyport.benchmarks;

/** The smallest application. */
public final class HelloWorld {
  private HelloWorld() {}

  /** Prints one line. */
  public static void main(String[] arguments) {
    System.out.println("hello");
  }
}
