package dev.sallyport.audit.verify;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.Signature;
import java.util.Arrays;
import java.util.Base64;

/** A key that signs notes with the JDK's Ed25519, written from the C2SP documents alone. */
final class PlainKey {
  private final String name;
  private final int type;
  private final KeyPair pair;

  private PlainKey(String name, int type, KeyPair pair) {
    this.name = name;
    this.type = type;
    this.pair = pair;
  }

  static PlainKey log(String name) {
    return new PlainKey(name, 1, generate(new SecureRandom()));
  }

  static PlainKey witness(String name) {
    return new PlainKey(name, 4, generate(new SecureRandom()));
  }

  private static KeyPair generate(SecureRandom random) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519");
      generator.initialize(255, random);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  String name() {
    return name;
  }

  private byte[] typed(byte[] key) {
    byte[] blob = new byte[33];
    blob[0] = (byte) type;
    System.arraycopy(key, key.length - 32, blob, 1, 32);
    return blob;
  }

  private byte[] publicKey() {
    return typed(pair.getPublic().getEncoded());
  }

  private byte[] hash() {
    byte[] digest = sha256(name.getBytes(StandardCharsets.UTF_8), new byte[] {'\n'}, publicKey());
    return Arrays.copyOf(digest, 4);
  }

  /** {@code name+hash+base64}. */
  String vkey() {
    return name + "+" + hex(hash()) + "+" + base64(publicKey());
  }

  /** {@code PRIVATE+KEY+name+hash+base64}. */
  String secret() {
    String seed = base64(typed(pair.getPrivate().getEncoded()));
    return "PRIVATE+KEY+" + name + "+" + hex(hash()) + "+" + seed;
  }

  /** A signature line of {@code text}. */
  String line(String text) {
    return line(hash(), sign(text.getBytes(StandardCharsets.UTF_8)));
  }

  private String line(byte[]... blob) {
    return "— " + name + " " + base64(concat(blob)) + "\n";
  }

  /** A cosignature line of {@code text}. */
  String cosignatureLine(String text, long time) {
    String message = "cosignature/v1\ntime " + time + "\n" + text;
    byte[] clock = ByteBuffer.allocate(8).putLong(time).array();
    return line(hash(), clock, sign(message.getBytes(StandardCharsets.UTF_8)));
  }

  /** The whole note. */
  String note(String text) {
    return text + "\n" + line(text);
  }

  private byte[] sign(byte[] message) {
    try {
      Signature signature = Signature.getInstance("Ed25519");
      signature.initSign(pair.getPrivate());
      signature.update(message);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  static byte[] sha256(byte[]... parts) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(concat(parts));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  static byte[] concat(byte[]... parts) {
    int length = 0;
    for (byte[] part : parts) {
      length += part.length;
    }
    ByteBuffer all = ByteBuffer.allocate(length);
    for (byte[] part : parts) {
      all.put(part);
    }
    return all.array();
  }

  static String hex(byte[] bytes) {
    StringBuilder text = new StringBuilder();
    for (byte b : bytes) {
      text.append(Character.forDigit(b >> 4 & 15, 16)).append(Character.forDigit(b & 15, 16));
    }
    return text.toString();
  }

  static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
