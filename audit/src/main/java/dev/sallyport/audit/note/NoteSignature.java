package dev.sallyport.audit.note;

/**
 * One signature line of a note: {@code — <name> base64(key hash || signature)}.
 *
 * @param name the key's name
 * @param keyHash the first four bytes of the key's hash, big-endian
 * @param bytes the signature, as the key's type defines it; not to be changed
 */
public record NoteSignature(String name, int keyHash, byte[] bytes) {
  static final String PREFIX = "— ";

  /** How the line reads, with its line feed. */
  public String line() {
    byte[] blob = new byte[4 + bytes.length];
    blob[0] = (byte) (keyHash >>> 24);
    blob[1] = (byte) (keyHash >>> 16);
    blob[2] = (byte) (keyHash >>> 8);
    blob[3] = (byte) keyHash;
    System.arraycopy(bytes, 0, blob, 4, bytes.length);
    return PREFIX + name + " " + NoteText.encodeBase64(blob) + "\n";
  }

  /**
   * Reads one line, without its line feed.
   *
   * @throws NoteFormatException if it is not a signature line
   */
  public static NoteSignature parse(String line) throws NoteFormatException {
    int space = line.indexOf(' ', PREFIX.length());
    if (!line.startsWith(PREFIX) || space < 0) {
      throw new NoteFormatException("got `" + line + "`, wanted a signature line");
    }
    String name = line.substring(PREFIX.length(), space);
    byte[] blob = NoteText.decodeBase64(line.substring(space + 1));
    if (!NoteText.isName(name) || blob.length <= 4) {
      throw new NoteFormatException("got `" + line + "`, wanted a signature line");
    }
    int hash =
        (blob[0] & 0xFF) << 24 | (blob[1] & 0xFF) << 16 | (blob[2] & 0xFF) << 8 | (blob[3] & 0xFF);
    byte[] bytes = new byte[blob.length - 4];
    System.arraycopy(blob, 4, bytes, 0, bytes.length);
    return new NoteSignature(name, hash, bytes);
  }
}
