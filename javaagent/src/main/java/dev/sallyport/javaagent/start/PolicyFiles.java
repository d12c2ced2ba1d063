package dev.sallyport.javaagent.start;

import dev.sallyport.config.PolicyFolder;
import dev.sallyport.config.PolicyLocation;
import dev.sallyport.engine.ParentDocuments;
import dev.sallyport.engine.ParentRefusedException;
import dev.sallyport.engine.PolicySource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the files of a policy. Immutable. */
final class PolicyFiles implements ParentDocuments {
  /** What observe mode evaluates where there is no policy: every call would be denied. */
  private static final PolicySource NONE =
      new PolicySource(
          "(no policy)",
          "apiVersion: governance.toolkit/v1\nname: none\nrules: []\n"
              .getBytes(StandardCharsets.UTF_8));

  private final List<Path> files;
  private final @Nullable PolicyFolder folder;

  PolicyFiles(PolicyLocation location, int maxBytes) {
    Path root = location.folder();
    this.files = location.files();
    this.folder = root == null ? null : new PolicyFolder(root, maxBytes);
  }

  /** The documents of the policy, without those that they extend. */
  List<PolicySource> read() throws IOException {
    List<PolicySource> sources = new ArrayList<>();
    if (folder != null) {
      for (Path file : files) {
        sources.add(new PolicySource(file.toString(), folder.read(file)));
      }
    }
    if (sources.isEmpty()) {
      sources.add(NONE);
    }
    return sources;
  }

  @Override
  public @Nullable PolicySource read(String fromFile, String path) throws ParentRefusedException {
    if (folder == null) {
      return null;
    }
    try {
      Path file = folder.parent(Path.of(fromFile), path);
      return file == null ? null : new PolicySource(file.toString(), folder.read(file));
    } catch (IOException e) {
      throw new ParentRefusedException(String.valueOf(e.getMessage()));
    }
  }
}
