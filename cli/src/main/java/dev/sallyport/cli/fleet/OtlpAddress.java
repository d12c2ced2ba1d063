package dev.sallyport.cli.fleet;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;

/** Reads the address of a collector. */
final class OtlpAddress {
  private static final String DEFAULT_PATH = "/v1/logs";

  private OtlpAddress() {}

  /**
   * Where logs are posted to.
   *
   * @param typed an http or https URL; without a path, that of the OTLP specification is added
   * @throws IOException if it is something else
   */
  static URI parse(String typed) throws IOException {
    try {
      URI uri = new URI(typed);
      boolean http = "http".equalsIgnoreCase(uri.getScheme());
      boolean https = "https".equalsIgnoreCase(uri.getScheme());
      if ((http || https)
          && uri.getHost() != null
          && uri.getUserInfo() == null
          && uri.getFragment() == null) {
        String path = uri.getPath();
        boolean noPath = path == null || path.isEmpty() || path.equals("/");
        return noPath ? uri.resolve(DEFAULT_PATH) : uri;
      }
    } catch (URISyntaxException e) {
      // Said below.
    }
    throw new IOException(
        "--otlp: got `" + typed + "`, wanted a URL such as `https://collector:4318`");
  }
}
