package dev.sallyport.engine.arguments;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Test;

/** Once warm, nothing here makes an object. */
class AllocationTest {
  private static final int CALLS = 10_000;
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final ArgumentPaths.Builder builder = ArgumentPaths.builder();
  private final int a = builder.add(List.of(Step.key("a")));
  private final int below = builder.add(List.of(Step.key("a"), Step.key("b")));
  private final int element = builder.add(List.of(Step.key("a"), Step.index(1)));
  private final int list = builder.add(List.of(Step.key("list")));
  private final ArgumentPaths paths = builder.build();
  private final ArgumentScan scan = new ArgumentScan(1 << 20, 64, 50_000);
  private final Value fact = new Value();
  private final Value other = new Value();
  private final ValueCursor cursor = new ValueCursor();
  private final Step[] every = {Step.EVERY, Step.key("name"), Step.EVERY};
  private final TextTable table = TextTable.of(new String[] {"caf\u00e9", "x", "\u20ac"});
  private final Decimal limit = Decimal.parse("123456789012345678901234567890.5");
  private long seen;

  private static void assertAllocatesNothing(IntConsumer call) {
    for (int index = 0; index < CALLS; index++) {
      call.accept(index);
    }
    long least = Long.MAX_VALUE;
    for (int round = 0; round < 3; round++) { // the compiler may still be at work in the first
      long before = THREADS.getCurrentThreadAllocatedBytes();
      for (int index = 0; index < CALLS; index++) {
        call.accept(index);
      }
      least = Math.min(least, THREADS.getCurrentThreadAllocatedBytes() - before);
    }
    assertThat(least).isZero();
  }

  private void read(String json) {
    seen += scan.scan(json, paths) ? 1 : 0;
    seen += scan.kind(below) + scan.kind(element);
    Value value = scan.value(a);
    if (value.kind() == Kind.TEXT) {
      seen += table.find(value) + value.size();
      other.lower(value);
      seen += other.compareText(value) + (other.equalsText(value) ? 1 : 0);
    } else if (value.kind() == Kind.NUMBER) {
      other.setSmall(12);
      seen +=
          value.compareTo(limit) + value.compareTo(other) + (value.isSmall() ? value.scale() : 0);
    }
    cursor.open(scan.value(list), every, 0);
    while (cursor.next(fact)) {
      seen += fact.kind() == Kind.TEXT ? fact.end() : 0;
    }
  }

  @Test
  void casesAcceptedAndRefusedAllocateNothing() throws IOException {
    List<String> texts = new ArrayList<>();
    for (JsonCases.Case one : JsonCases.read()) {
      texts.add(one.text());
    }
    assertAllocatesNothing(index -> read(texts.get(index % texts.size())));
  }

  @Test
  void textsOfAllKindsAllocateNothing() {
    List<String> texts =
        List.of(
            "{\"a\":\"CAF\u00c9\",\"list\":[{\"name\":[\"x\",\"\u00e9\"]},{\"name\":[]},3]}",
            "{\"a\":\"\u20ac\u0130 A\",\"list\":[{\"name\":[\"\\u20ac\"]},{\"name\":[1]},3]}",
            "{\"a\":\"\\u20ac\\n\\ud83d\\ude00\",\"caf\\u00e9\":1,\"list\":null}",
            "{\"a\":123456789012345678901234567890.25,\"caf\u00e9\":1}",
            "{\"a\":-0.5e3,\"list\":[[],{},\"\"]}",
            "{\"a\":17976931348623157e292}",
            "{\"a\":{\"b\":[1,2,3]},\"list\":[" + "{\"name\":[1,2,3]},".repeat(300) + "1]}",
            "{\"a\":[1,2],\"b\":\"" + "long text \u20ac ".repeat(150) + "\"}",
            "{\"a\":[1,2],\"b\":\"" + "long text \u00e9 \\n".repeat(150) + "\"}",
            "");
    assertAllocatesNothing(index -> read(texts.get(index % texts.size())));
  }

  @Test
  void refusalsAllocateNothing() {
    StringBuilder many = new StringBuilder("{");
    for (int key = 0; key < 100; key++) {
      many.append("\"caf\u00e9").append(key).append("\":").append(key).append(',');
    }
    List<String> texts =
        List.of(
            many + "\"caf\u00e97\":1}",
            "{\"a\":" + "[".repeat(70) + "]".repeat(70) + "}",
            "{\"a\":1e400}",
            "{\"a\":" + "1".repeat(500) + "}",
            "{\"a\":\"\ud800\"}",
            "{\"\u20ac\":1,\"\\u20ac\":2}",
            "{\"a\":1");
    assertAllocatesNothing(index -> read(texts.get(index % texts.size())));
    assertThat(scan.scan(texts.get(0), paths)).isFalse();
  }

  @Test
  void factsAllocateNothing() {
    List<String> facts =
        List.of("search_orders", "caf\u00e9", "\u20ac", "\ud83d\ude00", "x".repeat(500));
    assertAllocatesNothing(
        index -> {
          fact.setText(facts.get(index % facts.size()));
          seen += table.find(fact) + fact.size();
        });
  }

  @Test
  void aHundredKilobytesOfKeysAllocateNothing() {
    StringBuilder json = new StringBuilder("{\"list\":[0");
    for (int key = 0; key < 3_000; key++) {
      json.append(key % 1_000 == 0 ? ",{\"" : ",\"").append("some_key_").append(key).append("\":");
      json.append(key).append(key % 1_000 == 999 ? "}" : "");
    }
    String text = json.append("]}").toString();
    for (int round = 0; round < 50; round++) {
      read(text);
    }
    long before = THREADS.getCurrentThreadAllocatedBytes();
    for (int round = 0; round < 100; round++) {
      read(text);
    }
    assertThat(THREADS.getCurrentThreadAllocatedBytes() - before).isLessThan(1_000);
    assertThat(scan.problem()).isEmpty();
  }
}
