package com.example.refunds;

import dev.langchain4j.agent.tool.P;
import dev.langchain4j.agent.tool.Tool;
import java.math.BigDecimal;

/** What the model may ask this desk to do. */
public final class RefundTools {

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
}
