package dev.sallyport.benchmarks.policy;

import java.util.Map;

/**
 * A tool call to be judged.
 *
 * @param tool the tool's name
 * @param json the arguments as JSON text
 * @param arguments the same arguments as a map: texts, {@link Long}s and booleans
 * @param expected the answer that every engine must give
 */
record ToolCall(String tool, String json, Map<String, Object> arguments, Answer expected) {}
