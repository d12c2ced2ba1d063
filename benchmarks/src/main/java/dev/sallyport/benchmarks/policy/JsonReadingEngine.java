package dev.sallyport.benchmarks.policy;

import java.util.Map;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/**
 * An engine that judges objects, not text: Jackson reads the arguments first.
 *
 * @param <R> the request object that the engine judges
 */
abstract class JsonReadingEngine<R> implements PolicyEngine {
  private static final ObjectReader READER =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_LONG_FOR_INTS)
          .build()
          .readerFor(new TypeReference<Map<String, Object>>() {});

  /** Makes a request object; may keep and change {@code arguments}. */
  abstract R request(String tool, Map<String, Object> arguments);

  /** Judges a request object. */
  abstract Answer judge(R request);

  @Override
  public final Answer decide(ToolCall call) {
    Map<String, Object> arguments = READER.readValue(call.json());
    return judge(request(call.tool(), arguments));
  }

  @Override
  public final Object prepare(ToolCall call) {
    Map<String, Object> arguments = READER.readValue(call.json());
    return request(call.tool(), arguments);
  }

  @Override
  @SuppressWarnings("unchecked") // prepare made it
  public final Answer decidePrepared(Object prepared) {
    return judge((R) prepared);
  }
}
