package dev.sallyport.cli.prove;

import dev.sallyport.audit.note.NoteFormatException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The extra data of a proof: the exact bytes of the record, which say how many they are, and after
 * them the key chain, if there is one.
 *
 * @param record not to be changed
 */
record ProofExtra(byte[] record, @Nullable KeyChain keys) {
  private static final int LENGTH_AT = 4;
  private static final int MIN_RECORD = 44;

  static ProofExtra parse(byte[] extra) throws NoteFormatException {
    int length =
        extra.length < MIN_RECORD ? 0 : ByteBuffer.wrap(extra).getShort(LENGTH_AT) & 0xFFFF;
    if (length < MIN_RECORD || length > extra.length) {
      throw new NoteFormatException("the extra data of the proof does not begin with a record");
    }
    byte[] rest = Arrays.copyOfRange(extra, length, extra.length);
    return new ProofExtra(
        Arrays.copyOf(extra, length), rest.length == 0 ? null : KeyChainText.parse(rest));
  }

  byte[] bytes() {
    byte[] chain = keys == null ? new byte[0] : KeyChainText.format(keys);
    byte[] extra = Arrays.copyOf(record, record.length + chain.length);
    System.arraycopy(chain, 0, extra, record.length, chain.length);
    return extra;
  }
}
