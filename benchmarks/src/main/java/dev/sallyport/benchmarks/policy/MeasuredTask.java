package dev.sallyport.benchmarks.policy;

import java.util.List;
import java.util.function.ToIntFunction;

/**
 * Calls to be decided again and again.
 *
 * @param name as {@link CpuTables} knows it
 * @param <T> a call, or what an engine made of it beforehand
 */
record MeasuredTask<T>(String name, List<T> calls, ToIntFunction<T> decide) {
  static final String TEXT_HOT = "text-hot";
  static final String TEXT_ALL = "text-all";
  static final String PREPARED_HOT = "prepared-hot";
  static final String PREPARED_ALL = "prepared-all";

  static MeasuredTask<ToolCall> text(String name, PolicyEngine engine, List<ToolCall> calls) {
    return new MeasuredTask<>(name, calls, call -> engine.decide(call).ordinal());
  }

  static MeasuredTask<Object> prepared(String name, PolicyEngine engine, List<ToolCall> calls) {
    List<Object> requests = List.copyOf(calls.stream().map(engine::prepare).toList());
    return new MeasuredTask<>(name, requests, request -> engine.decidePrepared(request).ordinal());
  }

  Meter.Reading run(long millis) {
    return Meter.run(calls, decide, 0, millis);
  }
}
