package dev.sallyport.instrumentation.sample;

import dev.langchain4j.agentic.Agent;
import dev.langchain4j.agentic.AgenticServices;
import dev.langchain4j.agentic.agent.ErrorRecoveryResult;
import dev.langchain4j.service.V;
import dev.sallyport.instrumentation.Bodies;
import java.util.Map;
import java.util.function.Supplier;

/** An agent whose result is no text, and an error handler that would make one up. */
public final class AgenticNumberWorkflow implements Supplier<String> {
  /** The agent. */
  public static final class Counter {
    /** Counts. */
    @Agent(name = "count", description = "counts", outputKey = "count")
    public int count(@V("order") String order) {
      return Bodies.ran("count", order).length();
    }
  }

  @Override
  public String get() {
    return String.valueOf(
        AgenticServices.sequenceBuilder()
            .subAgents(new Counter())
            .errorHandler(error -> ErrorRecoveryResult.result(7))
            .outputKey("answer")
            .build()
            .invoke(Map.of("order", "o-1")));
  }
}
