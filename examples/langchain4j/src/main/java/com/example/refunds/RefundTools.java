package com.example.refunds;

import dev.langchain4j.agent.tool.P;
import dev.langchain4j.agent.tool.Tool;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** What the model may ask this desk to do. */
public final class RefundTools {

  private final HttpClient pages =
      HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NORMAL).build();
  private final Ledger ledger;

  public RefundTools(Ledger ledger) {
    this.ledger = ledger;
  }

  @Tool(name = "search_orders", value = "Finds orders by order id, customer id or item")
  public String searchOrders(@P("what to look for") String query) {
    Transcript.toolRan("search_orders " + query);
    return ledger.findOrders(query);
  }

  @Tool(name = "issue_refund", value = "Sends money back to the customer of an order")
  public String issueRefund(
      @P("for example A-1001") String orderId,
      @P("how much, in units of the currency") BigDecimal amount,
      @P("three letters, for example EUR") String currency) {
    Transcript.toolRan("issue_refund " + orderId + " " + amount + " " + currency);
    return ledger.refund(orderId, amount, currency);
  }

  @Tool(name = "send_email", value = "Sends an e-mail to one recipient")
  public String sendEmail(
      @P("address of the recipient") String to,
      @P("subject") String subject,
      @P("text") String body) {
    Transcript.toolRan("send_email " + to);
    return ledger.mail(to, subject);
  }

  @Tool(name = "delete_customer", value = "Deletes a customer with all orders, for good")
  public String deleteCustomer(@P("for example C-77") String customerId) {
    Transcript.toolRan("delete_customer " + customerId);
    return ledger.deleteCustomer(customerId);
  }

  @Tool(name = "fetch_page", value = "Reads a web page, for example a carrier's tracking page")
  public String fetchPage(@P("URL of the page") String url)
      throws IOException, InterruptedException {
    Transcript.toolRan("fetch_page " + url);
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(10)).build();
    return pages.send(request, BodyHandlers.ofString()).body();
  }

  @Tool(name = "print_label", value = "Prints a return label for an order")
  public String printLabel(
      @P("for example A-1001") String orderId,
      @P("what the label says besides, may be empty") String note) {
    Transcript.toolRan("print_label " + orderId);
    return ledger.label(orderId, LabelPrinter.layOut(note));
  }
}
