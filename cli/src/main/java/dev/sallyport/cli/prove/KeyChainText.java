package dev.sallyport.cli.prove;

import dev.sallyport.audit.note.NoteFormatException;
import dev.sallyport.audit.note.NoteText;
import dev.sallyport.audit.note.NoteVerifier;
import dev.sallyport.audit.note.SignedNote;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a {@link KeyChain} is written: a line with the format's name, {@code first KEY}, {@code
 * cosigner KEY} any number of times; then {@code epoch N} with a note of N bytes at least once, and
 * {@code rotation N} with a proof of N bytes any number of times.
 */
final class KeyChainText {
  private static final String HEADER = "sallyport/keys@v1";
  private static final String FIRST = "first ";
  private static final String COSIGNER = "cosigner ";
  private static final String EPOCH = "epoch ";
  private static final String ROTATION = "rotation ";

  private final byte[] bytes;
  private int at;

  private KeyChainText(byte[] bytes) {
    this.bytes = bytes;
  }

  static byte[] format(KeyChain chain) {
    StringBuilder text = new StringBuilder(HEADER).append('\n');
    text.append(FIRST).append(chain.first().text()).append('\n');
    for (NoteVerifier key : chain.cosigners()) {
      text.append(COSIGNER).append(key.text()).append('\n');
    }
    for (EpochNote epoch : chain.epochs()) {
      text.append(EPOCH).append(epoch.note().bytes().length).append('\n').append(epoch.note());
    }
    for (TlogProof rotation : chain.rotations()) {
      text.append(ROTATION).append(rotation.bytes().length).append('\n').append(rotation);
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Reads a chain.
   *
   * @throws NoteFormatException if {@code bytes} are not exactly one
   */
  static KeyChain parse(byte[] bytes) throws NoteFormatException {
    return new KeyChainText(bytes).chain();
  }

  private KeyChain chain() throws NoteFormatException {
    if (!HEADER.equals(line(""))) {
      throw new NoteFormatException("got no key chain after the record, wanted `" + HEADER + "`");
    }
    String first = line(FIRST);
    if (first == null) {
      throw new NoteFormatException("a key chain names no first key");
    }
    List<NoteVerifier> cosigners = new ArrayList<>();
    for (String key = line(COSIGNER); key != null; key = line(COSIGNER)) {
      cosigners.add(NoteVerifier.parse(key));
    }
    List<EpochNote> epochs = new ArrayList<>();
    for (byte[] note = part(EPOCH); note != null; note = part(EPOCH)) {
      epochs.add(EpochNote.of(SignedNote.parse(note)));
    }
    List<TlogProof> rotations = new ArrayList<>();
    for (byte[] proof = part(ROTATION); proof != null; proof = part(ROTATION)) {
      rotations.add(TlogProof.parse(proof));
    }
    if (at != bytes.length) {
      throw new NoteFormatException("a key chain has bytes left over");
    }
    return new KeyChain(NoteVerifier.parse(first), cosigners, epochs, rotations);
  }

  private byte @Nullable [] part(String label) throws NoteFormatException {
    String length = line(label);
    if (length == null) {
      return null;
    }
    long wanted = NoteText.parseDecimal(length);
    if (wanted > bytes.length - at) {
      throw new NoteFormatException("a key chain is cut short");
    }
    int begin = at;
    at += (int) wanted;
    return Arrays.copyOfRange(bytes, begin, at);
  }

  /** The rest of the line if it begins with {@code label}, which is then taken; else null. */
  private @Nullable String line(String label) throws NoteFormatException {
    int end = at;
    while (end < bytes.length && bytes[end] != '\n') {
      end++;
    }
    if (end == bytes.length) {
      return null;
    }
    String line = NoteText.decodeUtf8(bytes, at, end - at);
    if (!line.startsWith(label)) {
      return null;
    }
    at = end + 1;
    return line.substring(label.length());
  }
}
