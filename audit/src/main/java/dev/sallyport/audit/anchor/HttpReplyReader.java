package dev.sallyport.audit.anchor;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Reads one answer of HTTP/1.1 (RFC 9112), in bounded memory. */
final class HttpReplyReader {
  private static final int MAX_HEAD = 16_384;
  private static final int MAX_INTERIM = 8;

  private final InputStream in;
  private final int maxBody;
  private int headBytes;
  private String contentType = "";
  private String transferEncoding = "";
  private long contentLength = -1;

  HttpReplyReader(InputStream in, int maxBody) {
    this.in = new BufferedInputStream(in, 4_096);
    this.maxBody = maxBody;
  }

  /**
   * The answer, once it is whole.
   *
   * @throws IOException if it is not HTTP, too long, or ends early
   */
  HttpReply read() throws IOException {
    int status = readHead();
    for (int i = 0; status >= 100 && status < 200; i++) {
      if (i == MAX_INTERIM) {
        throw new IOException("the answer never comes to its point");
      }
      status = readHead();
    }
    return new HttpReply(status, contentType, hasBody(status) ? readBody() : new byte[0]);
  }

  private static boolean hasBody(int status) {
    return status != 204 && status != 304;
  }

  private int readHead() throws IOException {
    int status = status(readLine());
    contentType = "";
    transferEncoding = "";
    contentLength = -1;
    for (String line = readLine(); !line.isEmpty(); line = readLine()) {
      header(line);
    }
    return status;
  }

  private static int status(String line) throws IOException {
    if (line.startsWith("HTTP/1.") && line.length() >= 12 && line.charAt(8) == ' ') {
      int status = 0;
      for (int i = 9; i < 12; i++) {
        int digit = line.charAt(i) - '0';
        status = digit < 0 || digit > 9 ? -1_000 : status * 10 + digit;
      }
      if (status >= 100 && (line.length() == 12 || line.charAt(12) == ' ')) {
        return status;
      }
    }
    throw new IOException("the answer is not HTTP/1.1");
  }

  private void header(String line) throws IOException {
    int colon = line.indexOf(':');
    if (colon <= 0) {
      throw new IOException("the answer is not HTTP/1.1");
    }
    String value = line.substring(colon + 1).trim();
    switch (line.substring(0, colon).toLowerCase(Locale.ROOT)) {
      case "content-type" -> contentType = withoutParameters(value);
      case "transfer-encoding" -> transferEncoding = value.toLowerCase(Locale.ROOT);
      case "content-length" -> contentLength = number(value, 10);
      default -> {}
    }
  }

  private static String withoutParameters(String value) {
    int end = value.indexOf(';');
    return (end < 0 ? value : value.substring(0, end)).trim().toLowerCase(Locale.ROOT);
  }

  private byte[] readBody() throws IOException {
    if (transferEncoding.equals("chunked")) {
      return readChunks();
    }
    if (!transferEncoding.isEmpty()) {
      throw new IOException("the answer is encoded as `" + printable(transferEncoding) + "`");
    }
    if (contentLength < 0) {
      return take(in.readNBytes(maxBody + 1));
    }
    return exactly(contentLength);
  }

  private byte[] readChunks() throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    while (true) {
      String line = readLine();
      int end = line.indexOf(';');
      long length = number((end < 0 ? line : line.substring(0, end)).trim(), 16);
      if (length == 0) {
        return body.toByteArray(); // trailers are of no use here
      }
      if (length > maxBody - body.size()) {
        throw tooLong();
      }
      body.writeBytes(exactly(length));
      if (!readLine().isEmpty()) {
        throw new IOException("the answer is not HTTP/1.1");
      }
    }
  }

  private byte[] exactly(long length) throws IOException {
    if (length > maxBody) {
      throw tooLong();
    }
    byte[] bytes = in.readNBytes((int) length);
    if (bytes.length < length) {
      throw new EOFException("the answer ends early");
    }
    return bytes;
  }

  private byte[] take(byte[] bytes) throws IOException {
    if (bytes.length > maxBody) {
      throw tooLong();
    }
    return bytes;
  }

  private IOException tooLong() {
    return new IOException("the answer is longer than `" + maxBody + "` bytes");
  }

  private String readLine() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        throw new EOFException("the answer ends early");
      }
      if (++headBytes > MAX_HEAD) {
        throw new IOException("the head of the answer is longer than `" + MAX_HEAD + "` bytes");
      }
      if (b != '\r') {
        line.write(b);
      }
    }
    return line.toString(StandardCharsets.ISO_8859_1);
  }

  private static long number(String text, int radix) throws IOException {
    try {
      long number = text.isEmpty() || text.charAt(0) == '+' ? -1 : Long.parseLong(text, radix);
      if (number >= 0) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    throw new IOException("the answer has a length of `" + printable(text) + "`");
  }

  private static String printable(String text) {
    StringBuilder shown = new StringBuilder();
    for (int i = 0; i < text.length() && i < 40; i++) {
      char c = text.charAt(i);
      shown.append(c >= ' ' && c < 0x7F && c != '`' ? c : '?');
    }
    return shown.toString();
  }
}
