package dev.sallyport.audit.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/**
 * A signed note, checked with the JDK's Ed25519; written from C2SP signed-note alone.
 *
 * @param text ends with a line feed
 * @param signatures the lines after the empty one
 */
record PlainNote(String text, List<String> signatures) {
  private static final String DASH = "\u2014 ";

  /** What stands before the raw key in X.509. */
  private static final byte[] X509 = HexFormat.of().parseHex("302a300506032b6570032100");

  /** The one note in {@code file}. */
  static PlainNote read(Path file) throws IOException {
    List<PlainNote> notes = readAll(file);
    assertThat(notes).as("notes in " + file).hasSize(1);
    return notes.get(0);
  }

  /** The notes in {@code file}, but for a last one that is cut; none if there is no file. */
  static List<PlainNote> readAll(Path file) throws IOException {
    List<PlainNote> notes = new ArrayList<>();
    if (!Files.exists(file)) {
      return notes;
    }
    String all = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    int at = 0;
    for (int gap = all.indexOf("\n\n"); gap >= 0; gap = all.indexOf("\n\n", at)) {
      String text = all.substring(at, gap + 1);
      at = gap + 2;
      List<String> lines = new ArrayList<>();
      while (all.startsWith(DASH, at) && all.indexOf('\n', at) >= 0) {
        lines.add(all.substring(at + DASH.length(), all.indexOf('\n', at)));
        at = all.indexOf('\n', at) + 1;
      }
      if (!lines.isEmpty()) {
        notes.add(new PlainNote(text, lines));
      }
    }
    return notes;
  }

  String line(int number) {
    return text.split("\n", -1)[number];
  }

  /** Whether one of the signatures is by the verification key {@code name+hash+base64}. */
  boolean isSignedBy(String key) throws GeneralSecurityException {
    String[] parts = key.split("\\+", 3);
    byte[] typed = Base64.getDecoder().decode(parts[2]);
    byte[] hash = Arrays.copyOf(keyHash(parts[0], typed), 4);
    assertThat(HexFormat.of().formatHex(hash)).as("hash of " + key).isEqualTo(parts[1]);
    for (String line : signatures) {
      int space = line.lastIndexOf(' ');
      byte[] blob = Base64.getDecoder().decode(line.substring(space + 1));
      boolean named = line.substring(0, space).equals(parts[0]);
      if (named && Arrays.equals(Arrays.copyOf(blob, 4), hash) && isSigned(typed, blob)) {
        return true;
      }
    }
    return false;
  }

  private static byte[] keyHash(String name, byte[] typed) throws GeneralSecurityException {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    digest.update(name.getBytes(StandardCharsets.UTF_8));
    digest.update((byte) '\n');
    return digest.digest(typed);
  }

  private boolean isSigned(byte[] typed, byte[] blob) throws GeneralSecurityException {
    ByteArrayOutputStream encoded = new ByteArrayOutputStream();
    encoded.writeBytes(X509);
    encoded.write(typed, 1, 32);
    Signature signature = Signature.getInstance("Ed25519");
    signature.initVerify(
        KeyFactory.getInstance("Ed25519")
            .generatePublic(new X509EncodedKeySpec(encoded.toByteArray())));
    signature.update(text.getBytes(StandardCharsets.UTF_8));
    return signature.verify(blob, 4, 64);
  }
}
