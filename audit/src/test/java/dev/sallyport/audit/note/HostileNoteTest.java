package dev.sallyport.audit.note;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Notes that are almost notes, and keys that are almost keys. */
class HostileNoteTest {
  private static final String TEXT = "log.example/a\n7\nroot\n";

  private final NoteSigner signer = new NoteSigner("log.example/a", new byte[32]);
  private final SignedNote good = SignedNote.sign(TEXT, signer);
  private final String line = good.signatures().get(0).line();
  private final String base64 = line.substring(line.lastIndexOf(' ') + 1).strip();

  private static void refused(String note) {
    refused(note.getBytes(StandardCharsets.UTF_8));
  }

  private static void refused(byte[] note) {
    assertThatThrownBy(() -> SignedNote.parse(note))
        .as(new String(note, StandardCharsets.UTF_8))
        .isInstanceOf(NoteFormatException.class);
  }

  private String with(String signatureLine) {
    return TEXT + "\n" + signatureLine;
  }

  @Test
  void theExampleOfTheSpecificationReads() throws NoteFormatException {
    String example =
        "Ognuno sta solo sul cuor della terra\n"
            + "trafitto da un raggio di sole:\n\n"
            + "ed è subito sera.\n\n"
            + "— quasimodo.example/salvatore NnugSzTjtVAewIS+Z/iJhUPeFDkO/5QQ2i5ddnGITLlC+EhfLW9oJKONr"
            + "MouFSQU0xMcXxj99ihAQwaqP3ZekRwNtIc=\n";
    SignedNote note = SignedNote.parse(example);
    assertThat(note.text()).endsWith("\n\ned è subito sera.\n");
    assertThat(note.signatures()).hasSize(1);
    assertThat(note.signatures().get(0).name()).isEqualTo("quasimodo.example/salvatore");
    assertThat(note.signatures().get(0).bytes()).hasSize(64);
    assertThat(note).hasToString(example);
  }

  @Test
  void severalSignaturesCountEachForItself() throws NoteFormatException {
    NoteSigner second = new NoteSigner("witness.example", seed(2));
    NoteSigner stranger = new NoteSigner("stranger.example", seed(3));
    SignedNote note =
        SignedNote.parse(good.with(stranger.sign(TEXT)).with(second.sign(TEXT)).bytes());
    assertThat(note.isSignedBy(signer.verifier())).isTrue();
    assertThat(note.isSignedBy(second.verifier())).isTrue();
    NoteVerifier unknown = new NoteSigner("witness.example", seed(4)).verifier();
    assertThat(note.isSignedBy(unknown)).isFalse();
  }

  @Test
  void aKeyWithTheSameNameOrTheSameHashIsAnotherKey() {
    NoteVerifier sameName = new NoteSigner("log.example/a", seed(9)).verifier();
    assertThat(good.isSignedBy(sameName)).isFalse();
    NoteSignature signature = good.signatures().get(0);
    NoteSignature renamed =
        new NoteSignature("other.example", signature.keyHash(), signature.bytes());
    NoteSignature rehashed =
        new NoteSignature(signature.name(), signature.keyHash() ^ 1, signature.bytes());
    for (NoteSignature other : new NoteSignature[] {renamed, rehashed}) {
      assertThat(signer.verifier().verifies(TEXT, other)).isFalse();
    }
  }

  @Test
  void signaturesOfTheWrongLengthAreNotGood() {
    NoteSignature signature = good.signatures().get(0);
    for (int length : new int[] {1, 63, 65, 72}) {
      byte[] bytes = java.util.Arrays.copyOf(signature.bytes(), length);
      NoteSignature other = new NoteSignature(signature.name(), signature.keyHash(), bytes);
      assertThat(signer.verifier().verifies(TEXT, other)).isFalse();
    }
  }

  @Test
  void aSignatureIsOfOneTextOnly() {
    NoteSignature signature = good.signatures().get(0);
    for (String other :
        new String[] {"", TEXT + "\n", TEXT.substring(1), "\n" + TEXT, TEXT + TEXT}) {
      assertThat(signer.verifier().verifies(other, signature)).isFalse();
    }
  }

  @Test
  void aCosignatureIsNoSignature() {
    NoteSigner witness = new NoteSigner("w.example", NoteVerifier.COSIGNATURE_V1, seed(5));
    assertThat(SignedNote.sign(TEXT, witness).isSignedBy(witness.verifier())).isFalse();
    NoteVerifier asLog =
        new NoteVerifier("w.example", NoteVerifier.ED25519, witness.verifier().key());
    assertThat(SignedNote.sign(TEXT, witness).isSignedBy(asLog)).isFalse();
  }

  @Test
  void aLineWithoutBase64() {
    refused(with("— log.example/a\n"));
    refused(with("— log.example/a \n"));
    refused(with("— log.example/a " + base64.replace('A', '*') + "\n"));
    refused(with("— log.example/a " + base64 + " \n"));
    refused(with("— log.example/a  " + base64 + "\n"));
    refused(with("— log.example/a AAAA\n"));
    refused(with("—  " + base64 + "\n"));
    refused(with("- log.example/a " + base64 + "\n"));
    refused(with("—log.example/a " + base64 + "\n"));
  }

  @Test
  void base64InAnotherSpelling() {
    byte[] blob = Base64.getDecoder().decode(base64);
    refused(with("— log.example/a " + Base64.getMimeEncoder().encodeToString(blob) + "\n"));
    String unpadded = Base64.getEncoder().withoutPadding().encodeToString(blob);
    if (!unpadded.equals(base64)) {
      refused(with("— log.example/a " + unpadded + "\n"));
    }
    refused(with("— log.example/a " + base64 + "====\n"));
    // 5 bytes end in two characters and one `=`; the last character has unused bits.
    assertThatThrownBy(() -> NoteText.decodeBase64("AAAAAAB="))
        .isInstanceOf(NoteFormatException.class);
    assertThatThrownBy(() -> NoteText.decodeBase64("AB==")).isInstanceOf(NoteFormatException.class);
    assertThatThrownBy(() -> NoteText.decodeBase64("AA-_")).isInstanceOf(NoteFormatException.class);
  }

  @Test
  void otherLineEnds() {
    String note = good.toString();
    refused(note.replace("\n", "\r\n"));
    refused(note.replace("\n", "\r"));
    refused(note.substring(0, note.length() - 1));
    refused(note + "\n");
    refused("\ufeff" + note.replace("\n\n", "\n"));
  }

  @Test
  void controlCharactersAndBytesThatAreNotUtf8() {
    refused(good.toString().replace("root", "ro\0t"));
    refused(good.toString().replace("root", "ro\tt"));
    refused(good.toString().replace("root", "ro\u001bt"));
    byte[] note = good.bytes();
    for (int wrong : new int[] {0x80, 0xC0, 0xFF, 0xED}) {
      byte[] altered = note.clone();
      altered[2] = (byte) wrong;
      refused(altered);
    }
  }

  @Test
  void nothingButSignaturesOrNothingButText() {
    refused("");
    refused("\n");
    refused("\n\n");
    refused(TEXT);
    refused(TEXT + "\n");
    refused(line);
    refused(with("not a signature\n"));
    refused(with(line + "not a signature\n"));
    refused(with(line + TEXT));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a+b", "a\u00a0b", "a\u2003b", "a\tb", "a\nb", "\u3000"})
  void namesThatAreNone(String name) {
    assertThat(NoteText.isName(name)).isFalse();
    assertThatThrownBy(() -> new NoteSigner(name, new byte[32]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void keysThatAreNone() {
    String key = signer.verifier().text();
    String[] parts = key.split("\\+", 3);
    for (String wrong :
        new String[] {
          "",
          "+",
          "++",
          parts[0],
          parts[0] + "+" + parts[1],
          parts[0] + "+00000000+" + parts[2],
          parts[0] + "+" + parts[1].toUpperCase(java.util.Locale.ROOT) + "+" + parts[2] + " ",
          parts[0] + "x+" + parts[1] + "+" + parts[2],
          parts[0] + "+" + parts[1] + "+" + parts[2].substring(4),
          parts[0] + "+" + parts[1] + "+" + parts[2].replaceFirst("A", "B"),
          " " + key,
          key + "\n",
          signer.text(),
        }) {
      assertThatThrownBy(() -> NoteVerifier.parse(wrong))
          .as(wrong)
          .isInstanceOf(NoteFormatException.class);
    }
  }

  @Test
  void privateKeysThatAreNoneAreNotRepeatedInMessages() {
    String secret = signer.text();
    String base = secret.substring(secret.lastIndexOf('+') + 1);
    for (String wrong :
        new String[] {
          secret + "A",
          secret.replace("+log", "+lag"),
          secret.substring(1),
          secret.toLowerCase(java.util.Locale.ROOT),
        }) {
      assertThatThrownBy(() -> NoteSigner.parse(wrong))
          .isInstanceOf(NoteFormatException.class)
          .satisfies(e -> assertThat(e.getMessage()).doesNotContain(base));
    }
  }

  private static byte[] seed(int number) {
    byte[] seed = new byte[NoteSigner.SEED_LENGTH];
    java.util.Arrays.fill(seed, (byte) number);
    return seed;
  }
}
