package dev.sallyport.benchmarks.policy;

import java.util.Map;

/**
 * The fact that Drools rules read and answer. Public, because generated classes use it; has the
 * arguments that rules test.
 */
public final class DroolsCall {
  private final String tool;
  private final long amount;
  private final long quantity;
  private final String currency;
  private final String region;
  private final String orderId;
  private final String path;
  private final String to;
  private int answer;

  DroolsCall(String tool, Map<String, Object> arguments) {
    this.tool = tool;
    this.amount = ArgumentMap.number(arguments, "amount");
    this.quantity = ArgumentMap.number(arguments, "quantity");
    this.currency = ArgumentMap.text(arguments, "currency");
    this.region = ArgumentMap.text(arguments, "region");
    this.orderId = ArgumentMap.text(arguments, "order_id");
    this.path = ArgumentMap.text(arguments, "path");
    this.to = ArgumentMap.text(arguments, "to");
  }

  /** The tool's name. */
  public String getTool() {
    return tool;
  }

  /** An argument. */
  public long getAmount() {
    return amount;
  }

  /** An argument. */
  public long getQuantity() {
    return quantity;
  }

  /** An argument. */
  public String getCurrency() {
    return currency;
  }

  /** An argument. */
  public String getRegion() {
    return region;
  }

  /** The argument {@code order_id}. */
  public String getOrderId() {
    return orderId;
  }

  /** An argument. */
  public String getPath() {
    return path;
  }

  /** An argument. */
  public String getTo() {
    return to;
  }

  /** 1 if a rule allowed the call, 2 if one denied it, 0 if none matched. */
  public int getAnswer() {
    return answer;
  }

  /** What a rule's consequence sets. */
  public void setAnswer(int answer) {
    this.answer = answer;
  }
}
