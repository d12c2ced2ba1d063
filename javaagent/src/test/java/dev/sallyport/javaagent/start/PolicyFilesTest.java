package dev.sallyport.javaagent.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sallyport.config.PolicyLocation;
import dev.sallyport.config.Settings;
import dev.sallyport.engine.EngineLimits;
import dev.sallyport.engine.PolicyException;
import dev.sallyport.engine.PolicyParser;
import dev.sallyport.engine.PolicySet;
import dev.sallyport.engine.PolicySource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PolicyFilesTest {
  private static final String HEADER = "apiVersion: governance.toolkit/v1\nname: x\n";

  @TempDir private Path folder;

  private void write(String name, String body) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, HEADER + body);
  }

  private PolicySet load(String policy, int maxBytes) throws Exception {
    Settings settings = Settings.read("policy=" + policy, Map.of(), new Properties());
    PolicyFiles files = new PolicyFiles(PolicyLocation.find(settings, folder, null), maxBytes);
    return PolicyParser.parse(
        files.read(), EngineLimits.DEFAULTS, new ExtendedDocuments(files, List.of()));
  }

  private void refuses(String policy, String problem) {
    assertThatExceptionOfType(PolicyException.class)
        .isThrownBy(() -> load(policy, 200))
        .withMessageContaining(problem);
  }

  @Test
  void readsWhatOneFileExtends() throws Exception {
    write("sallyport.yaml", "extends: common/base.yaml\n");
    write("common/base.yaml", "extends: ../top.yaml\nrules: [{name: a, action: deny}]\n");
    write("top.yaml", "rules: [{name: b, action: deny}]\n");

    PolicySet policy = load("sallyport.yaml", 200);

    assertThat(policy.ruleCount()).isEqualTo(2);
    assertThat(policy.sources())
        .extracting(PolicySource::name)
        .containsExactly(
            folder.resolve("common/base.yaml").toString(),
            folder.resolve("sallyport.yaml").toString(),
            folder.resolve("top.yaml").toString());
  }

  @Test
  void readsAFileOfTheFolderOnceThoughAnotherExtendsIt() throws Exception {
    write("d/a.yaml", "extends: b.yaml\n");
    write("d/b.yaml", "rules: [{name: b, action: deny}]\n");
    write("d/parts/unlisted.yaml", "rules: [{name: c, action: deny}]\n");

    assertThat(load("d", 200).ruleCount()).isEqualTo(1);
  }

  @Test
  void refusesFilesOutsideTheFolderMissingOnesAndLargeOnes() throws Exception {
    write("out.yaml", "");
    write("d/outside.yaml", "extends: ../out.yaml\n");
    refuses("d", "got `../out.yaml`, which leads outside the policy's folder, wanted a file in `");
    refuses("d/outside.yaml", "which leads outside the policy's folder");

    write("d/outside.yaml", "extends: none.yaml\n");
    refuses("d", "got `none.yaml`, which is missing, wanted a file in the policy's folder");

    write("d/outside.yaml", "extends: parts/large.yaml\n");
    write("d/parts/large.yaml", "description: " + "x".repeat(200) + "\n");
    refuses("d", "large.yaml`: got more than 200 bytes, wanted at most that");
  }

  @Test
  void followsFoldersThatAreSwappedByALink() throws Exception {
    write("d/..v1/sallyport.yaml", "extends: base.yaml\n");
    write("d/..v1/base.yaml", "rules: [{name: b, action: deny}]\n");
    Files.createSymbolicLink(folder.resolve("d/..data"), Path.of("..v1"));
    Files.createSymbolicLink(folder.resolve("d/sallyport.yaml"), Path.of("..data/sallyport.yaml"));
    Files.createSymbolicLink(folder.resolve("d/base.yaml"), Path.of("..data/base.yaml"));

    assertThat(load("d", 200).ruleCount()).isEqualTo(1);
    assertThat(load("d/sallyport.yaml", 200).ruleCount()).isEqualTo(1);
  }
}
