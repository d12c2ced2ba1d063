package dev.sallyport.audit.anchor;

import dev.sallyport.audit.seal.SealedCheckpoint;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Keeps checkpoints at a URL that takes them as the body of a POST. */
final class PostTarget implements AnchorTarget {
  private final HttpEndpoint endpoint;
  private final HttpPost http;

  PostTarget(HttpEndpoint endpoint, HttpPost http) {
    this.endpoint = endpoint;
    this.http = http;
  }

  @Override
  public void keep(SealedCheckpoint checkpoint) throws AnchorException, IOException {
    HttpReply reply = http.post(endpoint, checkpoint.note().getBytes(StandardCharsets.UTF_8));
    if (!reply.isSuccess()) {
      throw AnchorException.failed(reply.describe());
    }
  }

  @Override
  public void abort() {
    http.abort();
  }
}
