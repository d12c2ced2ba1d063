package dev.sallyport.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/**
 * A plain reader of C2SP tlog-tiles that knows nothing of Sallyport: signature, entries, every
 * level of tiles, root. Uses the JDK's own Ed25519.
 */
final class TilesCheck {
  private static final int WIDTH = 256;

  private TilesCheck() {}

  /**
   * Checks the log in {@code folder} from its checkpoint down.
   *
   * @param vkey the key that signs it, {@code name+hash+base64}
   * @return its entries
   */
  static List<byte[]> entries(Path folder, String vkey) {
    try {
      return check(folder, vkey);
    } catch (IOException | GeneralSecurityException e) {
      throw new AssertionError("the export in " + folder + " can't be checked", e);
    }
  }

  private static List<byte[]> check(Path folder, String vkey)
      throws IOException, GeneralSecurityException {
    String note = Files.readString(folder.resolve("checkpoint"));
    int end = note.indexOf("\n\n") + 1;
    assertThat(isSigned(note.substring(0, end), note.substring(end + 1), vkey)).isTrue();
    String[] lines = note.substring(0, end).split("\n");
    assertThat(lines[0]).isEqualTo(vkey.substring(0, vkey.indexOf('+')));
    int size = Integer.parseInt(lines[1]);
    List<byte[]> entries = readEntries(folder, size);
    List<byte[]> hashes = new ArrayList<>();
    for (byte[] entry : entries) {
      hashes.add(sha256(new byte[] {0}, entry));
    }
    checkTiles(folder, hashes);
    assertThat(Base64.getEncoder().encodeToString(root(hashes))).isEqualTo(lines[2]);
    return entries;
  }

  private static boolean isSigned(String text, String signatures, String vkey)
      throws GeneralSecurityException {
    byte[] key = Base64.getDecoder().decode(vkey.split("\\+", 3)[2]); // Base64 has plus signs, too
    byte[] der = HexFormat.of().parseHex("302a300506032b6570032100");
    byte[] encoded = Arrays.copyOf(der, der.length + 32);
    System.arraycopy(key, 1, encoded, der.length, 32);
    PublicKey publicKey =
        KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
    for (String line : signatures.split("\n")) {
      byte[] blob = Base64.getDecoder().decode(line.substring(line.lastIndexOf(' ') + 1));
      Signature ed25519 = Signature.getInstance("Ed25519");
      ed25519.initVerify(publicKey);
      ed25519.update(text.getBytes(StandardCharsets.UTF_8));
      if (blob.length == 68 && ed25519.verify(Arrays.copyOfRange(blob, 4, 68))) {
        return true;
      }
    }
    return false;
  }

  private static List<byte[]> readEntries(Path folder, int size) throws IOException {
    List<byte[]> entries = new ArrayList<>();
    for (int bundle = 0; bundle * WIDTH < size; bundle++) {
      int width = Math.min(WIDTH, size - bundle * WIDTH);
      ByteBuffer bytes = ByteBuffer.wrap(readTile(folder, "tile/entries/", bundle, width));
      for (int i = 0; i < width; i++) {
        byte[] entry = new byte[bytes.getShort() & 0xFFFF];
        bytes.get(entry);
        entries.add(entry);
      }
      assertThat(bytes.remaining()).as("bytes after bundle %d", bundle).isZero();
    }
    return entries;
  }

  /** Level 0 holds leaf hashes, level n + 1 the roots of the full tiles of level n. */
  private static void checkTiles(Path folder, List<byte[]> leaves) throws IOException {
    List<byte[]> level = leaves;
    for (int number = 0; !level.isEmpty(); number++) {
      List<byte[]> above = new ArrayList<>();
      for (int tile = 0; tile * WIDTH < level.size(); tile++) {
        List<byte[]> part = level.subList(tile * WIDTH, Math.min((tile + 1) * WIDTH, level.size()));
        assertThat(readTile(folder, "tile/" + number + "/", tile, part.size()))
            .as("tile %d of level %d", tile, number)
            .isEqualTo(joined(part));
        if (part.size() == WIDTH) {
          above.add(root(part));
        }
      }
      level = above;
    }
  }

  private static byte[] readTile(Path folder, String kind, int index, int width)
      throws IOException {
    String path = String.format("%03d", index % 1000);
    for (int rest = index / 1000; rest > 0; rest /= 1000) {
      path = String.format("x%03d/", rest % 1000) + path;
    }
    String partial = width == WIDTH ? "" : ".p/" + width;
    return Files.readAllBytes(folder.resolve(kind + path + partial));
  }

  private static byte[] joined(List<byte[]> hashes) {
    ByteBuffer all = ByteBuffer.allocate(hashes.size() * 32);
    hashes.forEach(all::put);
    return all.array();
  }

  private static byte[] root(List<byte[]> hashes) {
    if (hashes.size() == 1) {
      return hashes.get(0);
    }
    int k = Integer.highestOneBit(hashes.size() - 1);
    return sha256(
        new byte[] {1}, root(hashes.subList(0, k)), root(hashes.subList(k, hashes.size())));
  }

  private static byte[] sha256(byte[]... parts) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (byte[] part : parts) {
        digest.update(part);
      }
      return digest.digest();
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }
}
