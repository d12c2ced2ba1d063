package dev.sallyport.instrumentation;

/**
 * A framework whose tool calls are governed.
 *
 * @param name what records and the policy call it, such as {@code langchain4j}
 * @param group the Maven group of the jar that holds {@code marker}
 * @param artifact the Maven artifact of that jar; its file name tells the version
 * @param marker the internal name of the class without which there is no tool call
 * @param packages the prefix of the internal names of the framework's classes
 */
public record Framework(
    String name, String group, String artifact, String marker, String packages) {}
