package dev.sallyport.audit.anchor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpReplyReaderTest {
  private static final int MAX = 10;

  private static HttpReply read(String bytes) throws IOException {
    InputStream in = new ByteArrayInputStream(bytes.getBytes(StandardCharsets.ISO_8859_1));
    return new HttpReplyReader(in, MAX).read();
  }

  private static String head(String headers) {
    return "HTTP/1.1 200 OK\r\n" + headers + "\r\n";
  }

  @Test
  void readsBodiesOfEveryKindOfLength() throws IOException {
    for (String bytes :
        new String[] {
          head("Content-Length: 4\r\n") + "abcd and more",
          head("content-length:4\r\n") + "abcd",
          head("Transfer-Encoding: Chunked\r\n") + "1\r\na\r\n3;x=y\r\nbcd\r\n0\r\n\r\n",
          head("") + "abcd",
          "HTTP/1.1 100 Continue\r\n\r\n" + head("Content-Length: 4\r\n") + "abcd",
          "HTTP/1.0 200\nContent-Length: 4\n\nabcd",
        }) {
      assertThat(read(bytes).text()).as(bytes).isEqualTo("abcd");
    }
  }

  @Test
  void readsStatusAndType() throws IOException {
    HttpReply reply =
        read("HTTP/1.1 409 Conflict\r\nContent-Type: Text/X.Tlog.Size; a=b\r\n\r\n7\n");
    assertThat(reply.status()).isEqualTo(409);
    assertThat(reply.contentType()).isEqualTo("text/x.tlog.size");
    assertThat(WitnessClient.conflict(reply, AddCheckpoint.SIZE_TYPE)).isEqualTo(7);
    assertThat(read("HTTP/1.1 204 No Content\r\nContent-Length: 4\r\n\r\n").body()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "HTTP/1.1 200 OK",
        "HTTP/2 200 OK\r\n\r\n",
        "HTTP/1.1 2000 OK\r\n\r\n",
        "HTTP/1.1 abc\r\n\r\n",
        "SSH-2.0-x\r\n\r\n",
        "HTTP/1.1 200 OK\r\nno header\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nabcd",
        "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\nabcd",
        "HTTP/1.1 200 OK\r\nContent-Length: 11\r\n\r\nabcdefghijk",
        "HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n9\r\nabcdefghi\r\n9\r\nabcdefghi\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n7fffffffffffffff\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-1\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nabc\r\n0\r\n\r\n",
        "HTTP/1.1 200 OK\r\n\r\nabcdefghijk",
      })
  void refusesEverythingElse(String bytes) {
    assertThatThrownBy(() -> read(bytes)).isInstanceOf(IOException.class);
  }

  @Test
  void anEndlessHeadIsRefused() {
    InputStream endless =
        new InputStream() {
          @Override
          public int read() {
            return 'H';
          }
        };
    assertThatThrownBy(() -> new HttpReplyReader(endless, MAX).read())
        .hasMessageContaining("the head of the answer is longer than");
    assertThatThrownBy(() -> read("HTTP/1.1 100 x\r\n\r\n".repeat(20)))
        .hasMessageContaining("never comes to its point");
  }

  @Test
  void randomBytesAreAnswersOrErrorsOfReading() {
    Random random = new Random(7);
    String start = head("Transfer-Encoding: chunked\r\n");
    for (int i = 0; i < 5_000; i++) {
      byte[] bytes = start.getBytes(StandardCharsets.ISO_8859_1);
      byte[] mutated = java.util.Arrays.copyOf(bytes, bytes.length + 8);
      mutated[random.nextInt(mutated.length)] = (byte) random.nextInt(256);
      mutated[random.nextInt(mutated.length)] = (byte) ('0' + random.nextInt(10));
      try {
        new HttpReplyReader(new ByteArrayInputStream(mutated), MAX).read();
      } catch (IOException e) {
        assertThat(e.getMessage()).isNotNull();
      }
    }
  }
}
