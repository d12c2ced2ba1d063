package dev.sallyport.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine.IVersionProvider;

/** The version that the build wrote beside this class. */
final class Version implements IVersionProvider {
  private static final String FILE = "version.txt";

  @Override
  public String[] getVersion() throws IOException {
    try (InputStream file = Version.class.getResourceAsStream(FILE)) {
      if (file == null) {
        throw new IOException("this jar has no file `" + FILE + "` with its version");
      }
      return new String[] {"sallyport " + new String(file.readAllBytes(), StandardCharsets.UTF_8)};
    }
  }
}
