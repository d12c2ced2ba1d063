package dev.sallyport.instrumentation;

/**
 * A framework whose tool calls are governed.
 *
 * @param name what records and the policy call it, such as {@code langchain4j}
 * @param group the Maven group of the jar that holds {@code marker}
 * @param artifact the Maven artifact of that jar; its file name tells the version; where versions
 *     differ in it, several with commas between
 * @param marker the internal name of the class without which there is no tool call
 * @param packages the prefix of the internal names of the framework's classes
 */
public record Framework(
    String name, String group, String artifact, String marker, String packages) {
  /** The platform itself, whose classes are always there. */
  public static final Framework JDK = platform("jdk", "java/lang/Object", "java/");

  /** A part of the platform; its version is that of Java. */
  public static Framework platform(String name, String marker, String packages) {
    return new Framework(name, "", "", marker, packages);
  }

  /** Whether it is the platform or a part of it. */
  boolean isPlatform() {
    return artifact.isEmpty();
  }
}
