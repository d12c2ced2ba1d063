package dev.sallyport.engine.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Looking at a text allocates nothing. */
class PatternAllocationTest {
  private static final int ROUNDS = 20_000;

  @Test
  void aRunAllocatesNothing() throws PatternException {
    Automaton few = Runs.union(List.of(TextTest.regex("\\bdrop\\b"), TextTest.contains("é日")));
    TextTest[] many = new TextTest[100];
    for (int i = 0; i < many.length; i++) {
      many[i] = TextTest.contains("<" + i + ">");
    }
    Automaton union = Runs.union(List.of(many));
    SpanFinder finder = SpanFinder.of(TextTest.regex("<\\d+>|日"));
    byte[] text = Utf8.bytes("please drop <7> and <70> é日 ".repeat(10));
    long[] matched = new long[2];

    long least = Long.MAX_VALUE;
    for (int attempt = 0; attempt < 5 && least > 0; attempt++) {
      long before = allocated();
      for (int i = 0; i < ROUNDS; i++) {
        few.run(text, 0, text.length, i % 2 == 0, matched);
        union.run(text, 0, text.length, i % 2 == 0, matched);
        boolean found = finder.find(text, 0, text.length, i % 2 == 0);
        while (found) {
          found = finder.next();
        }
      }
      least = Math.min(least, allocated() - before);
    }

    // What the measurement itself allocates, once, not per round.
    assertThat(least).isLessThan(ROUNDS / 10);
    assertThat(matched).isNotEqualTo(new long[2]);
  }

  private static long allocated() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    return threads.getThreadAllocatedBytes(Thread.currentThread().getId());
  }
}
