package dev.sallyport.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.function.Consumer;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;

class RecordCodecTest {
  private static final int RUNS = 2_000;

  private final RecordEncoder encoder = new RecordEncoder();

  @Test
  void decodesEveryFieldOfADecisionAsItWasEncoded() throws Exception {
    for (int seed = 0; seed < RUNS; seed++) {
      DecisionRecord record = RandomRecords.decision(new Random(seed), 60);
      AuditRecord decoded = roundTrip(record);
      assertThat(decoded).as("seed %d", seed).usingRecursiveComparison().isEqualTo(record);
    }
  }

  @Test
  void decodesEveryFieldOfAnOutcomeAsItWasEncoded() throws Exception {
    for (int seed = 0; seed < RUNS; seed++) {
      OutcomeRecord record = RandomRecords.outcome(new Random(seed));
      assertThat(roundTrip(record))
          .as("seed %d", seed)
          .usingRecursiveComparison()
          .isEqualTo(record);
    }
  }

  @Test
  void decodesEveryEventAsItWasEncoded() throws Exception {
    for (int seed = 0; seed < RUNS; seed++) {
      EventRecord record = RandomRecords.event(new Random(seed));
      assertThat(roundTrip(record))
          .as("seed %d", seed)
          .usingRecursiveComparison()
          .isEqualTo(record);
    }
  }

  @Test
  void reusedRecordsKeepNothingOfTheRecordBefore() throws Exception {
    DecisionRecord reused = RandomRecords.decision(new Random(1), 60);
    roundTrip(reused);
    reused.clear();
    assertThat(roundTrip(reused)).usingRecursiveComparison().isEqualTo(new DecisionRecord());
  }

  @Test
  void encodesTextAsTheJdkDoesAndHalfSurrogatePairsAsReplacementCharacter() throws Exception {
    for (int seed = 0; seed < RUNS; seed++) {
      String text = RandomRecords.anyText(new Random(seed), 40);
      DecisionRecord decoded = (DecisionRecord) roundTrip(new DecisionRecord().tool(text));
      String expected =
          new String(
              withReplacedSurrogates(text).getBytes(StandardCharsets.UTF_8),
              StandardCharsets.UTF_8);
      assertThat(decoded.tool()).as("seed %d", seed).isEqualTo(expected);
    }
  }

  @Test
  void detectsEveryFlippedBitOfEveryByte() {
    byte[] whole = encoded(RandomRecords.decision(new Random(7), 30));
    for (int i = 0; i < whole.length; i++) {
      for (int bit = 0; bit < 8; bit++) {
        byte[] flipped = whole.clone();
        flipped[i] ^= (byte) (1 << bit);
        assertDamaged(flipped, "byte " + i + " bit " + bit);
      }
    }
  }

  @Test
  void detectsEveryTruncationAndEveryExtension() {
    byte[] whole = encoded(RandomRecords.outcome(new Random(7)));
    for (int length = 0; length < whole.length; length++) {
      assertDamaged(Arrays.copyOf(whole, length), "cut to " + length);
    }
    assertDamaged(Arrays.copyOf(whole, whole.length + 1), "one byte more");
  }

  @Test
  void refusesAVersionFromTheFutureByName() {
    byte[] bytes = withFixedCrc(encoded(new DecisionRecord()), b -> b[6] = 2);
    assertThatThrownBy(() -> RecordDecoder.decode(bytes, 0, bytes.length))
        .isInstanceOf(DamagedRecordException.class)
        .hasMessage("record is damaged at byte 6: version `2` is unknown; wanted `1`");
  }

  @Test
  void refusesUnknownCodesReservedBytesAndFlagsEvenWithARightChecksum() {
    int[] places = {7, 64, 65, 66, 67, 72, 73, 74, 75};
    for (int place : places) {
      byte[] bytes = withFixedCrc(encoded(new DecisionRecord()), b -> b[place] = (byte) 0x99);
      assertDamaged(bytes, "byte " + place);
    }
  }

  @Test
  void refusesTextThatIsNotUtf8EvenWithARightChecksum() {
    byte[] whole = encoded(new DecisionRecord().framework("abc"));
    int text = 142;
    assertThat(whole[text]).isEqualTo((byte) 'a');
    assertDamaged(withFixedCrc(whole, b -> b[text] = (byte) 0xC0), "text");
  }

  @Test
  void staysWithinTheLimitWhateverTheFieldsHold() throws Exception {
    for (int seed = 0; seed < 300; seed++) {
      DecisionRecord record = RandomRecords.decision(new Random(seed), 30_000);
      record.leafIndex();
      byte[] bytes = encoded(record);
      assertThat(bytes.length).isLessThanOrEqualTo(65_535);
      RecordDecoder.decode(bytes, 0, bytes.length);
    }
  }

  private AuditRecord roundTrip(AuditRecord record) throws DamagedRecordException {
    byte[] bytes = encoded(record);
    return RecordDecoder.decode(bytes, 0, bytes.length);
  }

  private byte[] encoded(AuditRecord record) {
    int length = encoder.encode(record);
    return Arrays.copyOf(encoder.bytes(), length);
  }

  private static void assertDamaged(byte[] bytes, String what) {
    assertThatThrownBy(() -> RecordDecoder.decode(bytes, 0, bytes.length))
        .as(what)
        .isInstanceOf(DamagedRecordException.class);
  }

  private static byte[] withFixedCrc(byte[] bytes, Consumer<byte[]> change) {
    change.accept(bytes);
    CRC32C crc = new CRC32C();
    crc.update(bytes, 0, bytes.length - 4);
    int value = (int) crc.getValue();
    for (int i = 0; i < 4; i++) {
      bytes[bytes.length - 4 + i] = (byte) (value >>> (24 - 8 * i));
    }
    return bytes;
  }

  private static String withReplacedSurrogates(String text) {
    StringBuilder replaced = new StringBuilder();
    text.codePoints()
        .forEach(c -> replaced.appendCodePoint(c >= 0xD800 && c <= 0xDFFF ? 0xFFFD : c));
    return replaced.toString();
  }
}
