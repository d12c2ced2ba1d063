package dev.sallyport.instrumentation.forked;

/** An application without a framework. */
public final class HelloWorld {
  private HelloWorld() {}

  /** Says hello. */
  public static void main(String[] args) {
    System.out.println("hello");
  }
}
