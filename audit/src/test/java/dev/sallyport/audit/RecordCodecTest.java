package dev.sallyport.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;
import java.util.function.Consumer;
import java.util.zip.CRC32C;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class RecordCodecTest {
  private final RecordEncoder encoder = new RecordEncoder();

  @Property(tries = 300)
  void decodesEveryFieldOfADecisionAsItWasEncoded(@ForAll long seed) throws Exception {
    DecisionRecord record = RandomRecords.decision(new Random(seed), 60);
    assertThat(roundTrip(record)).usingRecursiveComparison().isEqualTo(record);
  }

  @Property(tries = 300)
  void decodesEveryFieldOfAnOutcomeAsItWasEncoded(@ForAll long seed) throws Exception {
    OutcomeRecord record = RandomRecords.outcome(new Random(seed));
    assertThat(roundTrip(record)).usingRecursiveComparison().isEqualTo(record);
  }

  @Property(tries = 300)
  void decodesEveryEventAsItWasEncoded(@ForAll long seed) throws Exception {
    EventRecord record = RandomRecords.event(new Random(seed));
    assertThat(roundTrip(record)).usingRecursiveComparison().isEqualTo(record);
  }

  @Example
  void reusedRecordsKeepNothingOfTheRecordBefore() throws Exception {
    DecisionRecord reused = RandomRecords.decision(new Random(1), 60);
    roundTrip(reused);
    reused.clear();
    assertThat(roundTrip(reused)).usingRecursiveComparison().isEqualTo(new DecisionRecord());
  }

  @Property
  void encodesTextAsTheJdkDoesAndHalfSurrogatePairsAsReplacementCharacter(@ForAll long seed)
      throws Exception {
    String text = RandomRecords.anyText(new Random(seed), 40);
    DecisionRecord decoded = (DecisionRecord) roundTrip(new DecisionRecord().tool(text));
    assertThat(decoded.tool()).isEqualTo(withReplacedSurrogates(text));
  }

  @Example
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

  @Example
  void detectsEveryTruncationAndEveryExtension() {
    byte[] whole = encoded(RandomRecords.outcome(new Random(7)));
    for (int length = 0; length < whole.length; length++) {
      assertDamaged(Arrays.copyOf(whole, length), "cut to " + length);
    }
    assertDamaged(Arrays.copyOf(whole, whole.length + 1), "one byte more");
  }

  @Example
  void refusesAVersionFromTheFutureByName() {
    byte[] bytes = withFixedCrc(encoded(new DecisionRecord()), b -> b[6] = 2);
    assertThatThrownBy(() -> RecordDecoder.decode(bytes, 0, bytes.length))
        .isInstanceOf(DamagedRecordException.class)
        .hasMessage("record is damaged at byte 6: version `2` is unknown; wanted `1`");
  }

  @Example
  void refusesUnknownCodesReservedBytesAndFlagsEvenWithARightChecksum() {
    int[] places = {7, 64, 65, 66, 67, 72, 73, 74, 75};
    for (int place : places) {
      byte[] bytes = withFixedCrc(encoded(new DecisionRecord()), b -> b[place] = (byte) 0x99);
      assertDamaged(bytes, "byte " + place);
    }
  }

  @Example
  void refusesTextThatIsNotUtf8EvenWithARightChecksum() {
    byte[] whole = encoded(new DecisionRecord().framework("abc"));
    int text = 142;
    assertThat(whole[text]).isEqualTo((byte) 'a');
    assertDamaged(withFixedCrc(whole, b -> b[text] = (byte) 0xC0), "text");
  }

  @Property(tries = 30)
  void staysWithinTheLimitWhateverTheFieldsHold(@ForAll long seed) throws Exception {
    byte[] bytes = encoded(RandomRecords.decision(new Random(seed), 30_000));
    assertThat(bytes.length).isLessThanOrEqualTo(65_535);
    RecordDecoder.decode(bytes, 0, bytes.length);
  }

  private AuditRecord roundTrip(AuditRecord record) throws DamagedRecordException {
    byte[] bytes = encoded(record);
    return RecordDecoder.decode(bytes, 0, bytes.length);
  }

  private byte[] encoded(AuditRecord record) {
    encoder.encode(record);
    int length = encoder.stamp(record);
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
