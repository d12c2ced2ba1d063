package com.example.refunds;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;

/** The refund desk as a service. With {@code --demo} it serves one customer by itself and exits. */
@SpringBootApplication
public class RefundDeskApplication {

  public static void main(String[] args) throws IOException {
    SpringApplication application = new SpringApplication(RefundDeskApplication.class);
    Map<String, Object> defaults = modelProperties();
    if (Arrays.asList(args).contains("--demo")) {
      defaults.put("server.port", 0);
    }
    application.setDefaultProperties(defaults);
    try {
      application.run(args);
    } catch (RuntimeException e) {
      System.exit(1); // Spring said why. The scripted model's thread would keep the process up.
    }
  }

  @Bean
  Ledger ledger() {
    return new Ledger();
  }

  @Bean
  @ConditionalOnProperty("refund-desk.scripted-model")
  StandIns standIns(Ledger ledger) throws IOException {
    return StandIns.start(ledger);
  }

  /** Points Spring AI at the real endpoint where the environment names one, else at our own. */
  private static Map<String, Object> modelProperties() throws IOException {
    String baseUrl = System.getenv("OPENAI_BASE_URL");
    String apiKey = System.getenv("OPENAI_API_KEY");
    Map<String, Object> properties = new HashMap<>();
    if (baseUrl == null || apiKey == null) {
      properties.put("refund-desk.scripted-model", true);
      baseUrl = ScriptedModel.start().baseUrl();
      apiKey = "none";
    }
    String model = Objects.requireNonNullElse(System.getenv("OPENAI_MODEL"), "gpt-4o-mini");
    properties.put("spring.ai.openai.base-url", baseUrl);
    properties.put("spring.ai.openai.api-key", apiKey);
    properties.put("spring.ai.openai.chat.model", model);
    return properties;
  }
}
