package dev.sallyport.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** An {@code egress} block or box that is not understood is refused, and the message says why. */
class ConfinementErrorTest {
  private static Arguments egress(String block, String problem) {
    return Arguments.of("egress: " + block + "\n", problem);
  }

  private static Arguments box(String fields, String problem) {
    return Arguments.of("boxes:\n- {name: b, tools: t, " + fields + "}\n", problem);
  }

  static Stream<Arguments> problems() {
    return Stream.concat(
        Stream.of(
            egress("none", "3:9: `egress`: got text, wanted a mapping with `allow` or `deny`"),
            egress("{}", "3:9: `egress`: got an empty mapping, wanted `allow` or `deny`"),
            egress("{alow: []}", "3:10: unknown key `alow` in `egress`, did you mean `allow`?"),
            egress(
                "{scope: global, deny: []}", "3:17: `scope`: got `global`, wanted one of `tool`"),
            egress("{allow: }", "3:16: `allow`: got nothing, wanted a list of hosts"),
            egress("{allow: a.test}", "3:17: `allow`: got text, wanted a list of hosts"),
            egress("{allow: [42]}", "3:18: `allow`: got a number `42`, wanted text"),
            egress("{allow: [[a]]}", "3:18: `allow`: got a list, wanted a host, a block"),
            egress("{allow: [{}]}", "3:18: `allow`: got an empty mapping, wanted `host` or `cidr`"),
            egress(
                "{allow: [{hosts: a}]}",
                "3:19: unknown key `hosts` in `allow`, did you mean `host`?"),
            egress(
                "{allow: ['https://a.test/']}",
                "3:18: `allow`: got `https://a.test/`, wanted a block of addresses such as"),
            egress("{deny: ['a.test:80']}", "3:17: `deny`: got `a.test:80`, wanted a host such as"),
            egress("{deny: ['127.1']}", "3:17: `deny`: got `127.1`, wanted a host such as"),
            egress("{deny: ['a_b.*']}", "3:17: `deny`: got `a_b.*`, wanted a host such as"),
            egress("{deny: ['*..test']}", "3:17: `deny`: got `*..test`, wanted a host such as"),
            egress(
                "{deny: ['\uff45vil.*']}",
                "3:17: `deny`: got `\uff45vil.*`, wanted a host such as"),
            egress(
                "{allow: ['shop.*']}",
                "3:18: `allow`: got `shop.*`, wanted the last part of the name in full"),
            egress("{deny: ['10.*']}", "3:17: `deny`: got `10.*`, wanted a block of addresses"),
            egress(
                "{allow: [{cidr: 10.1.2.3/8}]}",
                "3:25: `cidr`: got `10.1.2.3/8`, wanted `10.0.0.0/8`"),
            egress(
                "{allow: [{cidr: 'fd00::1/8'}]}",
                "3:25: `cidr`: got `fd00::1/8`, wanted `fd00::/8`"),
            egress("{allow: [{cidr: 10.0.0.0}]}", "3:25: `cidr`: got `10.0.0.0`, wanted a block"),
            egress(
                "{allow: [{host: a.test, ports: [0]}]}",
                "3:41: `ports`: got `0`, wanted a whole number from 1 to 65535"),
            egress(
                "{allow: [{host: a.test, ports: []}]}",
                "3:40: `ports`: got an empty list, wanted at least one entry"),
            egress("{allow: [{ports: '443'}]}", "3:26: `ports`: got `443`, wanted a whole number"),
            egress("{allow: [{methods: [get]}]}", "3:29: `methods`: got `get`, wanted `GET`"),
            egress(
                "{allow: [{methods: ['G T']}]}",
                "3:29: `methods`: got `G T`, wanted a method such as `GET`"),
            egress("{allow: [{schemes: HTTPS}]}", "3:28: `schemes`: got `HTTPS`, wanted `https`"),
            Arguments.of(
                "agents: desk\negress: {deny: []}\n",
                "4:9: `egress`: got it in a file that is limited to agents"),
            Arguments.of(
                "egress: {deny: []}\nrules: [{name: egress, action: allow}]\n",
                "4:16: `name`: got `egress`, the name under which"),
            Arguments.of(
                "egres: {deny: []}\n", "3:1: unknown key `egres`, did you mean `egress`?")),
        Stream.of(
            Arguments.of("boxes: {a: 1}\n", "3:8: `boxes`: got a mapping, wanted a list of boxes"),
            Arguments.of("boxes: [a]\n", "3:9: got text, wanted a box (a mapping)"),
            Arguments.of("boxes: [{tools: t}]\n", "3:9: got a box without `name`, wanted a name"),
            Arguments.of(
                "boxes: [{name: b, ring: 1}]\n", "3:9: got a box without `tools` and `agents`"),
            Arguments.of(
                "boxes: [{name: b, tools: t}, {name: b, tools: t}]\n",
                "3:37: `name`: got `b`, which p.yaml:3 has already, wanted a name"),
            box("rings: 1", "unknown key `rings` in a box, did you mean `ring`?"),
            box("ring: 4", "`ring`: got `4`, wanted a whole number from 0 to 3"),
            box("ring: two", "`ring`: got `two`, wanted a whole number from 0 to 3"),
            box("network: all", "`network`: got `all`, wanted `none`, `any` or a list of hosts"),
            box("network: ", "`network`: got nothing, wanted `none`, `any` or a list of hosts"),
            box("network: [a..b]", "`network`: got `a..b`, wanted a host such as"),
            box("processes: git", "`processes`: got `git`, wanted `none`, `any` or a list"),
            box("processes: [git]", "`processes`: got `git`, wanted an absolute path"),
            box("files: /tmp", "`files`: got text, wanted `none`, `any` or a mapping"),
            box("files: {}", "`files`: got an empty mapping, wanted `read`, `write` or both"),
            box("files: {raed: any}", "unknown key `raed` in `files`, did you mean `read`?"),
            box("files: {read: /tmp}", "`read`: got `/tmp`, wanted `none`, `any` or a list of"),
            box("files: {write: ['/tmp/*']}", "`write`: got `/tmp/*`, wanted a folder or a file"),
            box("native: true", "`native`: got a boolean `true`, wanted text"),
            box("scripts: maybe", "`scripts`: got `maybe`, wanted one of `allow`, `deny`"),
            box("sql: [selekt]", "`sql`: got `selekt`, did you mean `select`?"),
            box("sql: [unknown]", "`sql`: got `unknown`, wanted one of `select`")));
  }

  @ParameterizedTest
  @MethodSource("problems")
  void refuses(String body, String problem) {
    assertThat(Policies.problems(Policies.document("p.yaml", body)).get(0)).contains(problem);
  }

  @Test
  void namesEveryProblemOfABlock() {
    assertThat(
            Policies.problems(
                Policies.document(
                    "p.yaml", "egress: {allow: [a..b, {ports: 0}], deny: [c_d], scope: all}\n")))
        .hasSize(4);
  }
}
