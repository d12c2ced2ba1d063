package com.example.refunds;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The books of the desk, in memory: the orders it knows and everything its tools really did.
 * Thread-safe.
 */
public final class Ledger {

  private record Order(String id, String customer, String item, String price, String status) {

    String line() {
      return id + ": " + item + ", " + price + ", " + status + ", customer " + customer;
    }
  }

  private static final List<Order> ORDERS =
      List.of(
          new Order("A-1001", "C-77", "espresso machine", "249.00 EUR", "delivered"),
          new Order("A-1002", "C-77", "milk jug", "18.50 EUR", "on its way"),
          new Order("A-1003", "C-12", "coffee grinder", "89.00 EUR", "delivered"));

  private final List<String> entries = new ArrayList<>();

  /** Returns the orders whose id, customer or item contains the query, one a line. */
  public String findOrders(String query) {
    String wanted = query.toLowerCase(Locale.ROOT);
    StringBuilder found = new StringBuilder();
    for (Order order : ORDERS) {
      if (order.line().toLowerCase(Locale.ROOT).contains(wanted)) {
        found.append(found.isEmpty() ? "" : "\n").append(order.line());
      }
    }
    return found.isEmpty() ? "No order matches " + query + "." : found.toString();
  }

  /** Sends money. There is no upper bound here: the desk trusts whoever calls it. */
  public synchronized String refund(String orderId, BigDecimal amount, String currency) {
    String money = amount.setScale(2, RoundingMode.HALF_EVEN).toPlainString() + " " + currency;
    entries.add("refund " + money + " on " + orderId);
    return "Refunded " + money + " on order " + orderId + ".";
  }

  /** Sends an e-mail. */
  public synchronized String mail(String to, String subject) {
    entries.add("e-mail to " + to + ", subject: " + subject);
    return "E-mail sent to " + to + ".";
  }

  /** Deletes a customer and all that belongs to it. */
  public synchronized String deleteCustomer(String customerId) {
    entries.add("deleted customer " + customerId);
    return "Customer " + customerId + " deleted.";
  }

  /** Prints a label. */
  public synchronized String label(String orderId, String note) {
    entries.add("label for " + orderId + (note.isEmpty() ? "" : ", note: " + note));
    return "Label for order " + orderId + " printed.";
  }

  /** Notes what happened elsewhere because of a tool. */
  public synchronized void note(String entry) {
    entries.add(entry);
  }

  /** Everything that was done, oldest first, one line each. */
  public synchronized String report() {
    StringBuilder report = new StringBuilder("LEDGER");
    for (String entry : entries) {
      report.append("\n  ").append(entry);
    }
    return report.append(entries.isEmpty() ? "\n  (empty)" : "").toString();
  }
}
