package dev.sallyport.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Arguments given as bytes leave the same record as arguments given as text. */
class ArgumentsUtf8Test {
  private static final String[] CHARACTERS = {"a", "\"", "\u00e9", "\u20ac", "\ud83d\ude00"};

  private final RecordEncoder encoder = new RecordEncoder();

  private byte[] encoded(DecisionRecord record) {
    encoder.encode(record);
    return Arrays.copyOf(encoder.bytes(), encoder.stamp(record));
  }

  private static DecisionRecord asBytes(DecisionRecord record, String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    byte[] larger = Arrays.copyOf(utf8, utf8.length + 100);
    return record.argumentsUtf8(larger, utf8.length, text.length());
  }

  @Test
  void leavesTheSameRecordWhereverItIsCut() {
    Random random = new Random(1);
    for (int round = 0; round < 300; round++) {
      StringBuilder text = new StringBuilder();
      int length = random.nextInt(round % 2 == 0 ? 100 : 60_000);
      for (int at = 0; at < length; at++) {
        text.append(CHARACTERS[random.nextInt(1 + random.nextInt(CHARACTERS.length))]);
      }
      String tool = "x".repeat(random.nextInt(10));
      byte[] expected = encoded(new DecisionRecord().tool(tool).argumentsText(text.toString()));
      assertThat(encoded(asBytes(new DecisionRecord().tool(tool), text.toString())))
          .isEqualTo(expected);
    }
  }

  @Test
  void isCutWithItsLengthInUtf16() throws Exception {
    String text = "\ud83d\ude00".repeat(20_000);
    byte[] record = encoded(asBytes(new DecisionRecord(), text));
    DecisionRecord decoded = (DecisionRecord) RecordDecoder.decode(record, 0, record.length);
    assertThat(decoded.argumentsText()).endsWith("\ud83d\ude00...[cut from 40000]");
  }

  @Test
  void readsAsTextAndIsForgottenWithTheRecord() {
    DecisionRecord record = asBytes(new DecisionRecord(), "caf\u00e9");
    assertThat(record.argumentsText()).isEqualTo("caf\u00e9");
    assertThat(asBytes(record, "x").argumentsText("y").argumentsText()).isEqualTo("y");
    assertThat(asBytes(record, "x").clear().argumentsText()).isNull();
    assertThatThrownBy(() -> record.argumentsUtf8(new byte[3], 4, 4))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void takesADigestWithoutACopy() {
    ArgumentsDigest digest = ArgumentsDigest.withRandomSalt();
    assertThat(new DecisionRecord().argumentsDigest(digest, "{}").argumentsDigest())
        .isEqualTo(digest.digest("{}"));
    assertThat(new OutcomeRecord().resultDigest(digest, "done").resultDigest())
        .isEqualTo(digest.digest("done"));
  }
}
