package dev.sallyport.cli.witness;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/** Checks cosignatures by the words of C2SP tlog-cosignature, with nothing but the JDK. */
final class PlainCosignature {
  private static final byte[] X509_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

  private PlainCosignature() {}

  /** The time in seconds of the cosignature {@code line} of the checkpoint {@code text}. */
  static long check(String vkey, String text, String line) throws GeneralSecurityException {
    String[] parts = vkey.split("\\+", 3);
    byte[] typed = Base64.getDecoder().decode(parts[2]);
    assertThat(typed).hasSize(33).startsWith(4);
    MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
    sha256.update((parts[0] + "\n").getBytes(StandardCharsets.UTF_8));
    byte[] id = Arrays.copyOf(sha256.digest(typed), 4);

    assertThat(line).startsWith("— " + parts[0] + " ").endsWith("\n");
    String base64 = line.substring(line.lastIndexOf(' ') + 1, line.length() - 1);
    ByteBuffer blob = ByteBuffer.wrap(Base64.getDecoder().decode(base64));
    assertThat(blob.remaining()).isEqualTo(4 + 8 + 64);
    byte[] lineId = new byte[4];
    blob.get(lineId);
    assertThat(lineId).isEqualTo(id);
    long seconds = blob.getLong();
    byte[] signature = new byte[64];
    blob.get(signature);

    Signature ed25519 = Signature.getInstance("Ed25519");
    ed25519.initVerify(key(Arrays.copyOfRange(typed, 1, 33)));
    String message = "cosignature/v1\ntime " + seconds + "\n" + text;
    ed25519.update(message.getBytes(StandardCharsets.UTF_8));
    assertThat(ed25519.verify(signature)).as("signature").isTrue();
    return seconds;
  }

  private static PublicKey key(byte[] raw) throws GeneralSecurityException {
    byte[] encoded = Arrays.copyOf(X509_PREFIX, X509_PREFIX.length + 32);
    System.arraycopy(raw, 0, encoded, X509_PREFIX.length, 32);
    return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
  }
}
