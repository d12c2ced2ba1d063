package dev.sallyport.instrumentation.sample;

import dev.langchain4j.agentic.Agent;
import dev.langchain4j.agentic.AgenticServices;
import dev.langchain4j.service.V;
import dev.sallyport.instrumentation.Bodies;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** A workflow that gives each item of a list to an agent, beside its named arguments. */
public final class AgenticMapper implements Supplier<String> {
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
        AgenticServices.parallelMapperBuilder()
            .subAgents(new RefundDesk())
            .itemsProvider("orders")
            .outputKey("refunds")
            .build()
            .invoke(Map.of("orders", List.of("o-1", "o-2"))));
  }
}
