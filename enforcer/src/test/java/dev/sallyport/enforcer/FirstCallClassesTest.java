package dev.sallyport.enforcer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * After the warm-up no call initialises a class of ours: on a thread with little stack left that
 * could fail, and then no call could ever be judged again. A class without a static initialiser
 * cannot fail so.
 */
class FirstCallClassesTest {
  private static final Pattern INITIALISED =
      Pattern.compile("Initializing '(dev/sallyport/[^']+)'");

  private static final String POLICY =
      """
      apiVersion: governance.toolkit/v1
      name: all-kinds
      rules:
        - {name: any, tools: [send, "hi*", ask, some], action: allow}
        - name: texts
          tools: [send, hide]
          condition: >-
            args.a contains args.b or args.a starts_with args.c or lower(args.a) in ['q', 'caf\\u00e9']
            or args.list[*].name in ['x'] or args.a matches '(?i)z{3}[[:punct:]]' or size(args.list) > 7
            or args.b == args.c or args.list == args.other or args.a ends_with args.c
          action: log
        - name: numbers
          tools: [send, hide]
          condition: "args.n > 5 or args.n <= -1.5 or args.n == args.m or args.n in [1, 2.5, 1000000]"
          action: warn
        - name: when
          tools: [send]
          condition: >-
            time.hour > 24 - 1 or time.weekday in ['sunday'] and time.date > '2999-01-01'
            or time['Europe/Berlin'].clock < '00:00' or time.minute > 58
          action: warn
        - name: who
          tools: [send]
          agents: [Desk, "E*"]
          condition: "session.id == 'none' or agent.name == 'x' or action.type == 'y' or has(args.q)"
          action: log
        - {name: hidden, tools: [hide], action: mask, mask: [args.b]}
        - name: found
          tools: [hide]
          action: mask
          mask:
            detect: [card_number, iban, email, phone, national_id, api_key, private_key]
            patterns: ["ab+"]
            keep_last: 2
        - {name: often, tools: [often], action: allow, limit: 3/minute}
        - {name: ask, tools: [ask], condition: "args.n > 1", action: require_approval}
        - {name: no, tools: [some], condition: "args.a == 'abc'", action: deny}
        - name: results
          stage: post_tool
          action: allow
        - name: bad-results
          stage: post_tool
          condition: "content.text contains 'denied' or content.text matches 'deni.*'"
          action: deny
        - name: hidden-results
          stage: post_tool
          tools: [hide, send]
          action: mask
          mask: {detect: [card_number]}
      """
          .replace("24 - 1", "22");

  @TempDir Path root;

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void areAllInitialisedByTheWarmUp(boolean enforce) throws Exception {
    List<String> classes = initialisedBy(POLICY, enforce);
    assertThat(classes).contains(FirstCalls.WarmedUp.class.getName().replace('.', '/'));
    assertThat(afterWarmUp(classes)).isEmpty();
  }

  @Test
  void areAllInitialisedByTheWarmUpOfTheSmallestPolicy() throws Exception {
    String policy = "apiVersion: governance.toolkit/v1\nname: none\nrules: []\n";
    assertThat(afterWarmUp(initialisedBy(policy, true))).isEmpty();
  }

  private static List<String> afterWarmUp(List<String> classes) {
    int warmedUp = classes.indexOf(FirstCalls.WarmedUp.class.getName().replace('.', '/'));
    return classes.subList(warmedUp + 1, classes.size());
  }

  /** The classes of ours with a static initialiser that the process initialised, in that order. */
  private List<String> initialisedBy(String policy, boolean enforce) throws Exception {
    Path document = Files.writeString(root.resolve("policy.yaml"), policy);
    Path log = root.resolve("classes.log");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xlog:class+init=info:file=" + log + "::filecount=0");
    command.addAll(
        List.of(
            "--add-exports=java.base/sun.nio.ch=ALL-UNNAMED",
            "--add-exports=java.base/jdk.internal.ref=ALL-UNNAMED",
            "--add-opens=java.base/java.lang.reflect=ALL-UNNAMED",
            "--add-opens=java.base/java.lang=ALL-UNNAMED"));
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(FirstCalls.class.getName());
    command.add(document.toString());
    command.add(root.resolve("audit").toString());
    command.add(String.valueOf(enforce));
    run(command);
    return initialised(log);
  }

  private void run(List<String> command) throws Exception {
    Path output = root.resolve("output");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    if (!process.waitFor(300, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
    assertThat(Files.readString(output)).contains("called");
  }

  private static List<String> initialised(Path log) throws IOException {
    List<String> classes = new ArrayList<>();
    for (String line : Files.readAllLines(log)) {
      Matcher matcher = INITIALISED.matcher(line);
      if (matcher.find() && !line.contains("(no method)")) {
        classes.add(Objects.requireNonNull(matcher.group(1)));
      }
    }
    return classes;
  }
}
