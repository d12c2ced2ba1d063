package dev.sallyport.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class RecordCutTest {
  private final RecordEncoder encoder = new RecordEncoder();

  @Test
  void cutsAToolNameOfTenMegabytesAndSaysSo() throws Exception {
    DecisionRecord decoded = decision(new DecisionRecord().tool("x".repeat(10 << 20)));
    assertThat(decoded.tool()).isEqualTo("x".repeat(2048) + "...[cut from 10485760]");
    assertThat(decoded.cut()).isTrue();
  }

  @Test
  void keepsTextThatJustFitsUnmarked() throws Exception {
    DecisionRecord decoded = decision(new DecisionRecord().tool("x".repeat(2048)));
    assertThat(decoded.tool()).isEqualTo("x".repeat(2048));
    assertThat(decoded.cut()).isFalse();
  }

  @Test
  void neverCutsWithinACodePoint() throws Exception {
    for (int shift = 0; shift < 4; shift++) {
      String padding = "x".repeat(shift);
      String text = padding + "\uD83D\uDE00".repeat(600);
      DecisionRecord decoded = decision(new DecisionRecord().tool(text));
      int kept = (2048 - shift) / 4;
      assertThat(decoded.tool())
          .isEqualTo(padding + "\uD83D\uDE00".repeat(kept) + "...[cut from " + text.length() + "]");
    }
  }

  @Test
  void givesArgumentsAllTheSpaceThatIsLeft() throws Exception {
    DecisionRecord record =
        new DecisionRecord().tool("t").argumentsText("a".repeat(100_000)).argumentsLength(100_000);
    encoder.encode(record);
    assertThat(encoder.stamp(record)).isBetween(65_528, 65_535);
    DecisionRecord decoded = decision(record);
    assertThat(String.valueOf(decoded.argumentsText()))
        .startsWith("a".repeat(65_000))
        .endsWith("...[cut from 100000]");
    assertThat(decoded.argumentsLength()).isEqualTo(100_000);
  }

  @Test
  void leavesArgumentsFortyKilobytesWhenEveryOtherFieldIsFull() throws Exception {
    String huge = "\u20AC".repeat(100_000);
    List<String> rules = Collections.nCopies(70_000, huge);
    DecisionRecord record =
        new DecisionRecord()
            .framework(huge)
            .agent(huge)
            .session(huge)
            .tool(huge)
            .rule(huge)
            .error(huge)
            .approvalId(huge)
            .erringRules(rules)
            .notedRules(rules)
            .argumentsText("a".repeat(100_000));
    DecisionRecord decoded = decision(record);
    assertThat(String.valueOf(decoded.argumentsText())).startsWith("a".repeat(40_000));
    assertThat(decoded.erringRules()).hasSizeBetween(10, 64).hasSameSizeAs(decoded.notedRules());
  }

  @Test
  void keepsTheFirstSixtyFourRulesOfALongList() throws Exception {
    List<String> rules = Collections.nCopies(1000, "rule");
    DecisionRecord decoded = decision(new DecisionRecord().notedRules(rules));
    assertThat(decoded.notedRules()).isEqualTo(Collections.nCopies(64, "rule"));
    assertThat(decoded.cut()).isTrue();
  }

  @Test
  void keepsTheFirstNamesOfAnEventThatIsTooLongAndCutsOnlyTheLastValue() throws Exception {
    Map<String, String> values = new TreeMap<>();
    for (int i = 0; i < 3000; i++) {
      values.put(String.format("class-%05d", i), "v".repeat(40));
    }
    EventRecord decoded = (EventRecord) decoded(new EventRecord(RecordKind.COVERAGE, values));
    assertThat(decoded.cut()).isTrue();
    assertThat(decoded.values()).hasSizeGreaterThan(1000).containsKey("class-00000");
    SortedMap<String, String> whole = decoded.values().headMap(decoded.values().lastKey());
    assertThat(values.entrySet()).containsAll(whole.entrySet());
  }

  @Test
  void cutsOneLongEventValue() throws Exception {
    EventRecord decoded =
        (EventRecord)
            decoded(new EventRecord(RecordKind.COVERAGE, Map.of("woven", "w".repeat(1 << 20))));
    assertThat(decoded.values().get("woven")).endsWith("www...[cut from 1048576]");
  }

  private DecisionRecord decision(DecisionRecord record) throws DamagedRecordException {
    return (DecisionRecord) decoded(record);
  }

  private AuditRecord decoded(AuditRecord record) throws DamagedRecordException {
    encoder.encode(record);
    int length = encoder.stamp(record);
    assertThat(length).isLessThanOrEqualTo(65_535);
    return RecordDecoder.decode(Arrays.copyOf(encoder.bytes(), length), 0, length);
  }
}
