package dev.sallyport.instrumentation.sample;

import dev.langchain4j.agentic.Agent;
import dev.langchain4j.agentic.AgenticServices;
import dev.langchain4j.service.V;
import dev.sallyport.instrumentation.Bodies;
import java.util.Map;
import java.util.function.Supplier;

/** A workflow of an agent that is no AI service. */
public final class AgenticWorkflow implements Supplier<String> {
  /** The agent. */
  public static final class RefundDesk {
    /** Pays back. */
    @Agent(name = "refund", description = "pays back", outputKey = "refund")
    public String refund(@V("order") String order) {
      return Bodies.ran("refund", order);
    }
  }

  @Override
  public String get() {
    return String.valueOf(
        AgenticServices.sequenceBuilder()
            .subAgents(new RefundDesk())
            .outputKey("refund")
            .build()
            .invoke(Map.of("order", "o-1")));
  }
}
