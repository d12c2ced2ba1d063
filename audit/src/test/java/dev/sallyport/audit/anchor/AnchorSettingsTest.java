package dev.sallyport.audit.anchor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.audit.note.NoteSigner;
import dev.sallyport.audit.note.NoteVerifier;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnchorSettingsTest {
  private static final String KEY =
      new NoteSigner("w1", NoteVerifier.COSIGNATURE_V1, new byte[32]).verifier().text();

  @Test
  void readsEveryKindOfPlace() throws AnchorSettingsException {
    AnchorSettings settings =
        Anchors.parse(
            "file:/mnt/a  https://keep.example/log?token=secret witness:http://[::1]:7070/w/", KEY);

    assertThat(settings.places().stream().map(AnchorSettings.Place::name))
        .containsExactly("file:/mnt/a", "https://keep.example/log", "witness:http://[::1]:7070/w/");
    assertThat(settings.places().get(0).file()).isEqualTo(Path.of("/mnt/a"));
    assertThat(settings.places().get(1).endpoint())
        .isEqualTo(new HttpEndpoint(true, "keep.example", 443, "/log?token=secret"));
    HttpEndpoint witness = settings.places().get(2).endpoint();
    assertThat(witness).isEqualTo(new HttpEndpoint(false, "::1", 7070, "/w/"));
    assertThat(witness.below("add-checkpoint")).hasToString("http://[::1]:7070/w/add-checkpoint");
    assertThat(settings.witnessKeys()).hasSize(1);
  }

  @Test
  void nothingIsNothing() throws AnchorSettingsException {
    assertThat(Anchors.parse(null, null).places()).isEmpty();
    assertThat(Anchors.parse(" ", "").places()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "file: | got `file:`",
        "file:/mnt/ | got `file:/mnt/`",
        "ftp://x/y | got `ftp://x/y`",
        "/mnt/a | got `/mnt/a`",
        "http:// | got `http://`",
        "http://h:99999/ | got `http://h:99999/`",
        "http://h:0/ | got `http://h:0/`",
        "http://h/#f | got `http://h/#f`",
        "http://h/é | got `http://h/é`",
        "http://user:secret@h/ | got `...@h/`",
        "http://user:secret@h/%zz?token=t | got `...@h/%zz?...`",
        "file:/a file:/a | got `file:/a` twice",
      })
  void refusesWhatItCanNotUse(String anchor, String message) {
    assertThatThrownBy(() -> Anchors.parse(anchor, null))
        .isInstanceOf(AnchorSettingsException.class)
        .hasMessageStartingWith("audit.anchor: ")
        .hasMessageContaining(message)
        .hasMessageNotContaining("secret");
  }

  @Test
  void aWitnessNeedsItsKeyAndAKeyItsWitness() {
    assertThatThrownBy(() -> Anchors.parse("witness:http://h", null))
        .hasMessage(
            "audit.anchor has a witness and audit.witness_key is not set, wanted the witness's key");
    assertThatThrownBy(() -> Anchors.parse("file:/a", KEY))
        .hasMessage(
            "audit.witness_key is set and audit.anchor has no witness, wanted `witness:URL`");
    assertThatThrownBy(() -> Anchors.parse("witness:http://h?x", KEY))
        .hasMessageContaining("got `witness:http://h?...`");
  }

  @Test
  void aKeyThatDoesNotCosignIsRefused() {
    String signs = new NoteSigner("w1", new byte[32]).verifier().text();
    assertThatThrownBy(() -> Anchors.parse("witness:http://h", signs))
        .hasMessage("audit.witness_key: got `" + signs + "`, wanted a key that cosigns (type 4)");
    assertThatThrownBy(() -> Anchors.parse("witness:http://h", KEY + "A"))
        .hasMessageStartingWith("audit.witness_key: got `");
  }
}
