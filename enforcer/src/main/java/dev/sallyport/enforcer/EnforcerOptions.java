package dev.sallyport.enforcer;

import org.jspecify.annotations.Nullable;

/**
 * How the enforcer behaves.
 *
 * @param bootId identifies this process start in every decision id
 * @param enforce whether refusals bind; if not, they are only recorded
 * @param fullArguments whether records keep argument values
 * @param maxArgumentChars longest arguments that are judged; longer ones are refused
 * @param agentName the AI agent of calls for which the framework names none, or null
 */
public record EnforcerOptions(
    long bootId,
    boolean enforce,
    boolean fullArguments,
    int maxArgumentChars,
    @Nullable String agentName) {}
