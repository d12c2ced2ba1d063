package dev.sallyport.cli;

import dev.sallyport.audit.ArgumentsForm;
import dev.sallyport.audit.DecisionRecord;
import dev.sallyport.engine.HttpRequestView;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An HTTP request or a connection as the log has it, to be judged again. */
final class RecordedRequest {
  private RecordedRequest() {}

  /** Null if the record is about something else, or its facts are not whole. */
  static @Nullable HttpRequestView of(DecisionRecord record) {
    String text = record.argumentsText();
    if (!StepText.isStep(record) || StepText.isOfBox(record) || text == null) {
      return null;
    }
    Map<String, Object> facts = JsonTree.object(text);
    return facts == null || facts.get("host") == null ? null : view(record, facts);
  }

  private static HttpRequestView view(DecisionRecord record, Map<String, Object> facts) {
    boolean full = record.argumentsForm() == ArgumentsForm.FULL;
    return new HttpRequestView()
        .tool(text(facts, "tool"))
        .set(
            text(facts, "method"),
            text(facts, "scheme"),
            text(facts, "host"),
            number(facts, "port", -1),
            full ? text(facts, "path") : null,
            number(facts, "redirects", 0),
            record.framework(),
            address(text(facts, "ip")));
  }

  private static @Nullable String text(Map<String, Object> facts, String name) {
    return facts.get(name) instanceof String text ? text : null;
  }

  private static int number(Map<String, Object> facts, String name, int otherwise) {
    return facts.get(name) instanceof BigDecimal number ? number.intValue() : otherwise;
  }

  /** Of an address only: a name would be looked up. */
  private static @Nullable InetAddress address(@Nullable String ip) {
    if (ip == null || !ip.matches("[0-9]+(\\.[0-9]+){3}|[0-9A-Fa-f]*:[0-9A-Fa-f:.]*")) {
      return null;
    }
    try {
      return InetAddress.getByName(ip);
    } catch (UnknownHostException e) {
      return null;
    }
  }
}
