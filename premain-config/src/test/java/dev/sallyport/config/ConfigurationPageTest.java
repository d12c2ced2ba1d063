package dev.sallyport.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConfigurationPageTest {
  @Test
  void thePageListsEverySettingAndNoOther() throws Exception {
    List<String> rows = new ArrayList<>();
    for (String line : Files.readAllLines(Path.of("../docs/configuration.md"))) {
      if (line.startsWith("| `")) {
        rows.add(line);
      }
    }
    List<String> expected = new ArrayList<>();
    for (Setting setting : Setting.values()) {
      expected.add(row(setting));
    }
    assertThat(rows).containsExactlyElementsOf(expected);
  }

  private static String row(Setting setting) {
    String preset = setting.defaultValue();
    return "| `"
        + setting.key()
        + "` | `"
        + setting.environmentVariable()
        + "` | `"
        + setting.systemProperty()
        + "` | "
        + (preset == null ? "none" : "`" + preset + "`")
        + " | "
        + setting.meaning()
        + " |";
  }
}
