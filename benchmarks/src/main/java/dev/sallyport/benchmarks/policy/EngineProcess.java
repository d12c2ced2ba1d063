package dev.sallyport.benchmarks.policy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Our end of a {@link MeasuredProcess}. Collects what it says. */
final class EngineProcess implements AutoCloseable {
  private final EngineKind kind;
  private final int rules;
  private final CpuResults results;
  private final Process process;
  private final BufferedReader in;
  private final Writer out;

  /** Starts it with the JDK that runs this, and waits until it has built its engine. */
  EngineProcess(EngineKind kind, int rules, CpuResults results) throws IOException {
    this.kind = kind;
    this.rules = rules;
    this.results = results;
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(JvmFlags.of(kind));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(MeasuredProcess.class.getName(), kind.name(), Integer.toString(rules)));
    process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    in =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    out = new OutputStreamWriter(process.getOutputStream(), StandardCharsets.US_ASCII);
    read();
  }

  /** Lets it do something for that many milliseconds, and waits for the end. */
  void obey(String command, long millis) throws IOException {
    out.write(command + ' ' + millis + '\n');
    out.flush();
    read();
  }

  private void read() throws IOException {
    for (String line = in.readLine(); !"done".equals(line); line = in.readLine()) {
      if (line == null) {
        throw new IllegalStateException(
            kind.title() + " with " + rules + " rules ended, see its message above");
      }
      String[] words = line.split("\t", -1);
      double first = Double.parseDouble(words[1]);
      double second = words.length > 2 ? Double.parseDouble(words[2]) : 0;
      results.add(kind, rules, words[0], first, second);
    }
  }

  @Override
  public void close() throws IOException {
    try {
      out.close();
    } finally {
      process.destroy();
    }
  }
}
