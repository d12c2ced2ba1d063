package dev.sallyport.instrumentation.sample;

import dev.langchain4j.agentic.Agent;
import dev.langchain4j.agentic.AgenticServices;
import dev.langchain4j.service.V;
import dev.sallyport.instrumentation.Bodies;
import java.util.Map;
import java.util.function.Supplier;

/** A workflow whose agent gets an object that has no form in JSON. */
public final class AgenticUnwritableArguments implements Supplier<String> {
  /** Fails whoever reads it. */
  public static final class Order {
    /** Fails. */
    public String getNumber() {
      throw new IllegalStateException("no number");
    }
  }

  /** The agent. */
  public static final class RefundDesk {
    /** Pays back. */
    @Agent(name = "refund", description = "pays back", outputKey = "refund")
    public String refund(@V("order") Order order) {
      return Bodies.ran("refund", "order");
    }
  }

  @Override
  public String get() {
    return String.valueOf(
        AgenticServices.sequenceBuilder()
            .subAgents(new RefundDesk())
            .outputKey("refund")
            .build()
            .invoke(Map.of("order", new Order())));
  }
}
