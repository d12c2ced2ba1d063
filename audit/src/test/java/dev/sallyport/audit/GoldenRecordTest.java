package dev.sallyport.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/**
 * The bytes of version 1, for ever. A golden file is never changed: a log written years ago must
 * read the same. A new version of the format gets new files beside these.
 */
class GoldenRecordTest {
  @Test
  void version1OfADecisionIsWhatItWas() throws Exception {
    assertGolden("decision-1.hex", decision());
  }

  @Test
  void version1OfACutDecisionIsWhatItWas() throws Exception {
    DecisionRecord record =
        new DecisionRecord().error("\u00E9".repeat(2000)).mode(EnforcementMode.OBSERVE);
    record.stamp(8, 1_795_255_200_042_000L, 5_000, 0x3F9A1C2000000001L);
    assertGolden("decision-cut-1.hex", record);
  }

  @Test
  void version1OfAnOutcomeIsWhatItWas() throws Exception {
    OutcomeRecord record =
        new OutcomeRecord()
            .callId(31)
            .outcome(CallOutcome.THREW)
            .durationNanos(1_234_567)
            .resultLength(17)
            .resultDigest(bytes(0xC0))
            .exceptionClass("java.io.IOException");
    record.stamp(43, 1_795_255_200_043_000L, 99_000_000_000L, 0x3F9A1C2000000001L);
    assertGolden("outcome-1.hex", record);
  }

  @Test
  void version1OfAnEventIsWhatItWas() throws Exception {
    EventRecord record =
        new EventRecord(RecordKind.BOOT, Map.of("version", "0.1.0", "java", "17.0.15 \u00FC"));
    record.stamp(0, 1_795_255_200_000_000L, 98_000_000_000L, 0x3F9A1C2000000001L);
    assertGolden("boot-1.hex", record);
  }

  @Test
  void kindsKeepTheirCodes() {
    int[] codes = {1, 2, 16, 17, 18, 19, 20, 21, 22, 23};
    assertThat(Arrays.stream(RecordKind.values()).mapToInt(RecordKind::code))
        .startsWith(boxed(codes));
  }

  private static Integer[] boxed(int[] codes) {
    return Arrays.stream(codes).boxed().toArray(Integer[]::new);
  }

  private static DecisionRecord decision() {
    DecisionRecord record =
        new DecisionRecord()
            .callId(31)
            .parentCallId(30)
            .evaluationNanos(850)
            .effect(RecordedEffect.REQUIRE_APPROVAL)
            .mode(EnforcementMode.ENFORCE)
            .stage(ToolStage.PRE_TOOL)
            .argumentsRewritten(true)
            .argumentsForm(ArgumentsForm.REDACTED)
            .argumentsLength(42)
            .argumentsDigest(bytes(0xA0))
            .policyDigest(bytes(0xB0))
            .framework("langchain4j 1.5.0")
            .agent("RefundDesk")
            .session("s-\u20AC-\uD83D\uDE00")
            .tool("issue_refund")
            .rule("large-refunds")
            .error("arguments: `amount` is text")
            .approvalId("")
            .erringRules(List.of("a", "b"))
            .notedRules(List.of("large"))
            .argumentsText("{amount: text(4)}");
    record.stamp(42, 1_795_255_200_042_000L, 98_765_432_100L, 0x3F9A1C2000000001L);
    return record;
  }

  private static byte[] bytes(int first) {
    byte[] bytes = new byte[32];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (first + i);
    }
    return bytes;
  }

  private static void assertGolden(String name, AuditRecord record) throws Exception {
    RecordEncoder encoder = new RecordEncoder();
    encoder.encode(record);
    byte[] encoded = Arrays.copyOf(encoder.bytes(), encoder.stamp(record));
    assertThat(hex(encoded)).isEqualTo(resource(name));
    byte[] golden = HexFormat.of().parseHex(resource(name).replace("\n", ""));
    AuditRecord decoded = RecordDecoder.decode(golden, 0, golden.length);
    if (!decoded.cut()) {
      assertThat(decoded).usingRecursiveComparison().isEqualTo(record);
    }
  }

  private static String hex(byte[] bytes) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < bytes.length; i += 32) {
      text.append(HexFormat.of().formatHex(bytes, i, Math.min(i + 32, bytes.length))).append('\n');
    }
    return text.toString();
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = GoldenRecordTest.class.getResourceAsStream("/golden/" + name)) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.US_ASCII);
    }
  }
}
