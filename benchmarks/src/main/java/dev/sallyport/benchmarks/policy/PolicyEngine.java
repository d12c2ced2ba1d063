package dev.sallyport.benchmarks.policy;

/**
 * A policy engine that has compiled the rules of a workload. One thread at a time; {@link
 * #forThread} gives another thread its own.
 */
interface PolicyEngine {
  /** Judges a call from the JSON text of its arguments. */
  Answer decide(ToolCall call);

  /**
   * Turns a call into whatever {@link #decidePrepared} wants. Not measured with it, so that an
   * engine can be seen without the price of reading JSON.
   */
  Object prepare(ToolCall call);

  /** Judges what {@link #prepare} made; can be asked again and again. */
  Answer decidePrepared(Object prepared);

  /** An engine for another thread: the same compiled rules, its own scratch. */
  PolicyEngine forThread();
}
