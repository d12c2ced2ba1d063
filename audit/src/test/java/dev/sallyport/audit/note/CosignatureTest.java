package dev.sallyport.audit.note;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class CosignatureTest {
  private static final String TEXT = new Checkpoint("log.example/a", 7, new byte[32]).text();
  private static final long TIME = 1_795_256_100L;
  private final NoteSigner witness =
      new NoteSigner("witness.example/w1", NoteVerifier.COSIGNATURE_V1, new byte[32]);
  private final NoteVerifier key = witness.verifier();

  @Test
  void theJdkVerifiesWhatWasCosigned() throws GeneralSecurityException {
    byte[] bytes = Cosignature.sign(TEXT, TIME, witness).line().bytes();
    assertThat(Arrays.copyOf(bytes, 8)).isEqualTo(HexFormat.of().parseHex("000000006b016f24"));
    Signature ed25519 = Signature.getInstance("Ed25519");
    byte[] encoded = HexFormat.of().parseHex("302a300506032b6570032100".concat(hex(key.key())));
    ed25519.initVerify(
        KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded)));
    String message = "cosignature/v1\ntime " + TIME + "\n" + TEXT;
    ed25519.update(message.getBytes(StandardCharsets.UTF_8));
    assertThat(ed25519.verify(Arrays.copyOfRange(bytes, 8, 72))).isTrue();
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  @Test
  void readsBackFromANote() throws NoteFormatException {
    SignedNote note =
        SignedNote.sign(TEXT, new NoteSigner("log.example/a", new byte[32]))
            .with(Cosignature.sign(TEXT, TIME, witness).line());
    NoteSignature line = SignedNote.parse(note.bytes()).signatures().get(1);
    Cosignature read = Cosignature.verify(TEXT, line, key);
    assertThat(read).isNotNull();
    assertThat(read.seconds()).isEqualTo(TIME);
    assertThat(note.isSignedBy(key)).as("a cosignature is no signature of a note").isFalse();
  }

  @Test
  void noBitCanBeFlipped() {
    NoteSignature line = Cosignature.sign(TEXT, TIME, witness).line();
    for (int i = 0; i < line.bytes().length * 8; i++) {
      byte[] flipped = line.bytes().clone();
      flipped[i / 8] ^= (byte) (1 << i % 8);
      NoteSignature other = new NoteSignature(line.name(), line.keyHash(), flipped);
      assertThat(Cosignature.verify(TEXT, other, key)).as("bit %d", i).isNull();
    }
    assertThat(Cosignature.verify(TEXT.replace("\n7\n", "\n8\n"), line, key)).isNull();
    NoteSignature renamed = new NoteSignature("w2", line.keyHash(), line.bytes());
    assertThat(Cosignature.verify(TEXT, renamed, key)).isNull();
  }

  @Test
  void aPlainSignatureByTheSameKeyIsNone() {
    NoteSignature plain = witness.sign(TEXT);
    assertThat(Cosignature.verify(TEXT, plain, key)).isNull();
    NoteVerifier signs = new NoteVerifier(key.name(), NoteVerifier.ED25519, key.key());
    NoteSignature line = Cosignature.sign(TEXT, TIME, witness).line();
    assertThat(Cosignature.verify(TEXT, line, signs)).isNull();
  }
}
