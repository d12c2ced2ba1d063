package com.example.refunds;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * What a cloud runs beside each machine: whoever can send it a request gets the machine's
 * credentials. These are made up. Each request is noted in the ledger.
 */
final class MetadataService implements HttpHandler {

  static final String CREDENTIALS = "/latest/meta-data/iam/security-credentials/";

  private final Ledger ledger;

  MetadataService(Ledger ledger) {
    this.ledger = ledger;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      boolean credentials = path.startsWith(CREDENTIALS);
      String answer = "{\"Code\": \"NotFound\"}";
      if (credentials) {
        String role = path.substring(CREDENTIALS.length());
        ledger.note("metadata service handed out the credentials of " + role);
        answer = "{\"AccessKeyId\": \"MADE-UP-" + role + "\", \"SecretAccessKey\": \"made up\"}";
      } else {
        ledger.note("metadata service was asked for " + path);
      }
      byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(credentials ? 200 : 404, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }
}
