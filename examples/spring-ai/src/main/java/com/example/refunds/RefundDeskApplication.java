package com.example.refunds;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
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
    application.run(args);
  }

  @Bean
  Ledger ledger() {
    return new Ledger();
  }

  /** Points Spring AI at the real endpoint where the environment names one, else at our own. */
  private static Map<String, Object> modelProperties() throws IOException {
    String baseUrl = System.getenv("OPENAI_BASE_URL");
    String apiKey = System.getenv("OPENAI_API_KEY");
    if (baseUrl == null || apiKey == null) {
      baseUrl = ScriptedModel.start().baseUrl();
      apiKey = "none";
    }
    String model = Objects.requireNonNullElse(System.getenv("OPENAI_MODEL"), "gpt-4o-mini");
    Map<String, Object> properties = new HashMap<>();
    properties.put("spring.ai.openai.base-url", baseUrl);
    properties.put("spring.ai.openai.api-key", apiKey);
    properties.put("spring.ai.openai.chat.model", model);
    return properties;
  }
}
