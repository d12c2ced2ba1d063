package dev.sallyport.audit.note;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SignedNoteTest {
  /** The example of the C2SP signed-note page. */
  private static final String VKEY =
      "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";

  private static final String NOTE =
      "If you think cryptography is the answer to your problem,\n"
          + "then you don't know what your problem is.\n\n"
          + "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngo"
          + "tpRZb6KE6RyyBwJnAM=\n";

  private final NoteSigner signer = new NoteSigner("log.example", new byte[32]);

  @Test
  void readsAndVerifiesANoteThatOthersSigned() throws NoteFormatException {
    NoteVerifier key = NoteVerifier.parse(VKEY);
    SignedNote note = SignedNote.parse(NOTE);

    assertThat(note.isSignedBy(key)).isTrue();
    assertThat(note).hasToString(NOTE);
    assertThat(key.text()).isEqualTo(VKEY);
  }

  @Test
  void noByteOfANoteCanBeFlipped() {
    byte[] bytes = SignedNote.sign("log.example\n3\nAAAA\n", signer).bytes();
    for (int i = 0; i < bytes.length; i++) {
      for (int bit = 0; bit < 8; bit++) {
        byte[] flipped = bytes.clone();
        flipped[i] ^= (byte) (1 << bit);
        assertThat(isGood(flipped)).as("byte %d bit %d", i, bit).isFalse();
      }
    }
    assertThat(isGood(bytes)).isTrue();
  }

  private boolean isGood(byte[] note) {
    try {
      return SignedNote.parse(note).isSignedBy(signer.verifier());
    } catch (NoteFormatException e) {
      return false;
    }
  }

  @Test
  void keysReadBackAndAreDestroyed() throws NoteFormatException {
    NoteSigner again = NoteSigner.parse(signer.text());
    assertThat(again.verifier()).isEqualTo(signer.verifier());
    assertThat(NoteVerifier.parse(signer.verifier().text())).isEqualTo(signer.verifier());

    again.destroy();
    assertThatThrownBy(() -> again.sign("a\n")).hasMessageContaining("destroyed");
    assertThatThrownBy(again::text).hasMessageContaining("destroyed");
  }

  @Test
  void aFileOfNotesMayEndInACutOne() throws NoteFormatException {
    SignedNote first = SignedNote.sign("a\n1\n", signer);
    SignedNote second = SignedNote.sign("a\n2\n", signer).with(first.signatures().get(0));
    byte[] both = (first.toString() + second).getBytes(StandardCharsets.UTF_8);
    int begin = first.bytes().length;

    assertThat(NoteFile.parse(both).entries()).hasSize(2);
    assertThat(NoteFile.parse(both).end()).isEqualTo(both.length);
    for (int cut = begin + 1; cut < both.length; cut++) {
      NoteFile file = NoteFile.parse(Arrays.copyOf(both, cut));
      assertThat(file.entries().get(0).note()).hasToString(first.toString());
      if (file.entries().size() == 1) {
        assertThat(file.end()).isEqualTo(begin);
      }
    }
  }

  @Test
  void aCheckpointHasOneSpelling() throws NoteFormatException {
    Checkpoint checkpoint = new Checkpoint("log.example/a", 7, new byte[32]);
    assertThat(Checkpoint.parse(checkpoint.text())).isEqualTo(checkpoint);
    for (String wrong :
        new String[] {
          "",
          "log\n7\n",
          checkpoint.text() + "more\n",
          checkpoint.text() + "\n",
          checkpoint.text().replace("\n7\n", "\n07\n"),
          checkpoint.text().replace("\n7\n", "\n+7\n"),
          checkpoint.text().replace("\n7\n", "\n-7\n"),
          checkpoint.text().replace("\n7\n", "\n 7\n"),
          checkpoint.text().replace("A=", "B="),
          checkpoint.text().replace("AAAA", "AAA"),
        }) {
      assertThatThrownBy(() -> Checkpoint.parse(wrong))
          .as(wrong)
          .isInstanceOf(NoteFormatException.class);
    }
  }
}
