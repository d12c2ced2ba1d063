package dev.sallyport.cli;

import java.io.IOException;
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
 * Checks an export by the text of C2SP tlog-tiles, tlog-checkpoint and signed-note, with the JDK
 * alone and no class of the product: every file has to be there with the right content, and no
 * other.
 */
final class PlainTileReader {
  private final Path prefix;
  private final String origin;
  private final long size;
  private final byte[] root;

  /** Reads the checkpoint of the log at {@code prefix} and checks its signature. */
  PlainTileReader(Path prefix, String vkey) throws IOException, GeneralSecurityException {
    this.prefix = prefix;
    String note = Files.readString(prefix.resolve("checkpoint"));
    int split = note.lastIndexOf("\n\n");
    String text = note.substring(0, split + 1);
    String[] lines = text.split("\n");
    origin = lines[0];
    size = Long.parseLong(lines[1]);
    root = Base64.getDecoder().decode(lines[2]);
    checkSignature(text, note.substring(split + 2), vkey);
  }

  long size() {
    return size;
  }

  String origin() {
    return origin;
  }

  byte[] root() {
    return root;
  }

  private static void checkSignature(String text, String signatures, String vkey)
      throws GeneralSecurityException {
    String[] parts = vkey.split("\\+", 3);
    byte[] typeAndKey = Base64.getDecoder().decode(parts[2]);
    byte[] x509 = HexFormat.of().parseHex("302a300506032b6570032100" + "00".repeat(32));
    System.arraycopy(typeAndKey, 1, x509, 12, 32);
    PublicKey key = KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(x509));
    for (String line : signatures.split("\n")) {
      if (line.startsWith("— " + parts[0] + " ")) {
        byte[] signature = Base64.getDecoder().decode(line.substring(line.lastIndexOf(' ') + 1));
        Signature ed25519 = Signature.getInstance("Ed25519");
        ed25519.initVerify(key);
        ed25519.update(text.getBytes(StandardCharsets.UTF_8));
        boolean named =
            HexFormat.of().formatHex(signature, 0, 4).equals(parts[1]) && typeAndKey[0] == 1;
        if (named && ed25519.verify(Arrays.copyOfRange(signature, 4, signature.length))) {
          return;
        }
      }
    }
    throw new GeneralSecurityException("no good signature by " + vkey);
  }

  /** All entries, after every tile was checked against them and they against the root. */
  List<byte[]> entries() throws IOException {
    List<byte[]> entries = new ArrayList<>();
    List<byte[]> hashes = new ArrayList<>();
    for (long at = 0; at < size; at += 256) {
      byte[] bundle = Files.readAllBytes(path("entries", at / 256, size));
      int next = 0;
      while (next < bundle.length) {
        int length = (bundle[next] & 0xFF) << 8 | bundle[next + 1] & 0xFF;
        byte[] entry = Arrays.copyOfRange(bundle, next + 2, next + 2 + length);
        entries.add(entry);
        hashes.add(sha256(new byte[] {0}, entry));
        next += 2 + length;
      }
      if (entries.size() != Math.min(at + 256, size)) {
        throw new IOException("bundle at " + at + " has the wrong number of entries");
      }
    }
    checkTiles(hashes);
    if (!Arrays.equals(treeHash(hashes), root)) {
      throw new IOException("the entries do not lead to the root");
    }
    return entries;
  }

  private void checkTiles(List<byte[]> leaves) throws IOException {
    List<byte[]> level = leaves;
    for (int l = 0; !level.isEmpty(); l++) {
      List<byte[]> above = new ArrayList<>();
      for (int at = 0; at < level.size(); at += 256) {
        List<byte[]> wanted = level.subList(at, Math.min(at + 256, level.size()));
        byte[] tile = Files.readAllBytes(path(Integer.toString(l), at / 256, level.size()));
        if (!Arrays.equals(tile, concatenated(wanted))) {
          throw new IOException("tile " + l + "/" + at / 256 + " is not that of the entries");
        }
        if (wanted.size() == 256) {
          above.add(treeHash(wanted));
        }
      }
      level = above;
    }
  }

  /** The resource {@code number} of a level with {@code count} hashes. */
  private Path path(String level, long number, long count) {
    StringBuilder name = new StringBuilder();
    String digits = Long.toString(number);
    while (digits.length() % 3 != 0) {
      digits = "0" + digits;
    }
    for (int i = 0; i < digits.length(); i += 3) {
      boolean last = i + 3 == digits.length();
      name.append(last ? "" : "x").append(digits, i, i + 3).append(last ? "" : "/");
    }
    long width = Math.min(256, count - number * 256);
    return prefix.resolve("tile/" + level + "/" + name + (width < 256 ? ".p/" + width : ""));
  }

  private static byte[] concatenated(List<byte[]> hashes) {
    byte[] all = new byte[hashes.size() * 32];
    for (int i = 0; i < hashes.size(); i++) {
      System.arraycopy(hashes.get(i), 0, all, i * 32, 32);
    }
    return all;
  }

  /** The Merkle Tree Hash of RFC 6962 over leaf hashes. */
  static byte[] treeHash(List<byte[]> hashes) {
    if (hashes.size() == 1) {
      return hashes.get(0);
    }
    int k = Integer.highestOneBit(hashes.size() - 1);
    return sha256(
        new byte[] {1}, treeHash(hashes.subList(0, k)), treeHash(hashes.subList(k, hashes.size())));
  }

  static byte[] sha256(byte[]... parts) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (byte[] part : parts) {
        digest.update(part);
      }
      return digest.digest();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
