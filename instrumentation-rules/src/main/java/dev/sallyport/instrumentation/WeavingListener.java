package dev.sallyport.instrumentation;

/**
 * Hears what was woven and what could not be. Called inside class loading, on any thread,
 * concurrently: implementations must be quick, must take no lock that is held while classes load,
 * and should hand records over to another thread.
 */
public interface WeavingListener {
  /**
   * A class was woven.
   *
   * @param loader the class loader that defines it
   * @param className its binary name
   * @param framework framework and version, such as {@code langchain4j 1.5.0}
   * @param joinPoints how many places in it
   */
  void woven(ClassLoader loader, String className, String framework, int joinPoints);

  /**
   * A class with join points could not be woven. In enforce mode it cannot be used; in observe mode
   * it runs unguarded.
   *
   * @param className its binary name
   * @param reason one line, lower case
   * @param cause what went wrong
   */
  void failed(String className, String reason, Throwable cause);
}
