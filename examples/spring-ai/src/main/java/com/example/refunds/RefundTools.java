package com.example.refunds;

import java.math.BigDecimal;
import java.net.URI;
import org.springframework.ai.tool.annotation.Tool;
import org.springframework.ai.tool.annotation.ToolParam;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;

/** What the model may ask this desk to do. */
@Component
public class RefundTools {

  private final Ledger ledger;
  private final RestClient pages;

  public RefundTools(Ledger ledger, RestClient.Builder clients) {
    this.ledger = ledger;
    this.pages = clients.build();
  }

  @Tool(name = "search_orders", description = "Finds orders by order id, customer id or item")
  public String searchOrders(@ToolParam(description = "what to look for") String query) {
    Transcript.toolRan("search_orders " + query);
    return ledger.findOrders(query);
  }

  @Tool(name = "issue_refund", description = "Sends money back to the customer of an order")
  public String issueRefund(
      @ToolParam(description = "for example A-1001") String orderId,
      @ToolParam(description = "how much, in units of the currency") BigDecimal amount,
      @ToolParam(description = "three letters, for example EUR") String currency) {
    Transcript.toolRan("issue_refund " + orderId + " " + amount + " " + currency);
    return ledger.refund(orderId, amount, currency);
  }

  @Tool(name = "send_email", description = "Sends an e-mail to one recipient")
  public String sendEmail(
      @ToolParam(description = "address of the recipient") String to,
      @ToolParam(description = "subject") String subject,
      @ToolParam(description = "text") String body) {
    Transcript.toolRan("send_email " + to);
    return ledger.mail(to, subject);
  }

  @Tool(name = "delete_customer", description = "Deletes a customer with all orders, for good")
  public String deleteCustomer(@ToolParam(description = "for example C-77") String customerId) {
    Transcript.toolRan("delete_customer " + customerId);
    return ledger.deleteCustomer(customerId);
  }

  @Tool(
      name = "fetch_page",
      description = "Reads a web page, for example a carrier's tracking page")
  public String fetchPage(@ToolParam(description = "URL of the page") String url) {
    Transcript.toolRan("fetch_page " + url);
    return pages.get().uri(URI.create(url)).retrieve().body(String.class);
  }

  @Tool(name = "print_label", description = "Prints a return label for an order")
  public String printLabel(
      @ToolParam(description = "for example A-1001") String orderId,
      @ToolParam(description = "what the label says besides, may be empty") String note) {
    Transcript.toolRan("print_label " + orderId);
    return ledger.label(orderId, LabelPrinter.layOut(note));
  }
}
