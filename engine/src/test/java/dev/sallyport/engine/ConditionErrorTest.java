package dev.sallyport.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConditionErrorTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '\0',
      value = {
        "args.a ==~9~got the end, wanted a path or a value",
        "args.a == 1 and~15~got the end, wanted a path or a value",
        "(args.a == 1~12~got the end, wanted `)`",
        "args.a == 1)~11~got `)`, wanted `and`, `or` or the end",
        "args.a == 1 args.b~12~got `args`, wanted `and`, `or` or the end",
        "args.a == 1 == 2~12~got `==`, wanted `and` or `or`: comparisons do not chain",
        "1 < args.a < 5~11~comparisons do not chain",
        "args.a && args.b~7~got `&`, wanted `and`",
        "args.a || args.b~7~got `|`, wanted `or`",
        "!args.a~0~got `!`, wanted `not` or `!=`",
        "args.a = 1~7~got `=`, wanted `==`",
        "args.a === 1~9~got `=`, wanted `==`",
        "args.a not 1~11~got `1`, wanted `in` after `not`",
        "args.a in 'abc'~10~got the text `abc`, wanted a list or a path",
        "['a'] in args.a~0~got a list, wanted a single value",
        "args.a == ['a']~10~got a list, wanted a single value; lists go with `in`",
        "args.a > true~9~got `true`, wanted a number or a text to order",
        "args.a > null~9~got `null`, wanted a number or a text to order",
        "args.a starts_with 5~19~got `5`, wanted a text in quotes or a path",
        "5 ends_with 'a'~0~got `5`, wanted a text in quotes or a path",
        "args.a contains ['a']~16~got a list, wanted a single value",
        "5 contains 5~0~got `5`, wanted a text, a list or a path",
        "args.a matches args.b~15~got `args`, wanted a pattern in quotes",
        "args.a matches '('~15~got the pattern `(`",
        "args.a matches '(?=x)'~15~wanted RE2 syntax",
        "args.a matches '((a{50}){50}){5}'~15~wanted a pattern of at most 5000 steps",
        "args.a matches '\\d'~16~got the escape `\\d`, wanted one of",
        "args.a == '\\u12g4'~15~wanted four hexadecimal digits after \\u",
        "args.a == 'x~10~got a text without its closing '",
        "args.a == 1e3~10~got `1e`, wanted a number written in digits",
        "args.a == .5~10~got `.`, wanted a path or a value",
        "args.a == 1.~11~got `.`, wanted `and`, `or` or the end",
        "args.a == [1, args.b]~14~got `args`, wanted a text in quotes, a number",
        "args.a in [1,]~13~got `]`, wanted a text in quotes, a number",
        "args.[0]~5~got `[`, wanted a name after `.`",
        "args[0]~0~got a position in `args`, wanted an argument's name",
        "args['a~5~got a text without its closing '",
        "args.a[-1]~7~got `-1`, wanted a position from 0, `*` or a name in quotes",
        "args.a[1.5]~7~got `1.5`, wanted a position from 0",
        "args.a[9999999]~7~got `9999999`, wanted a position from 0",
        "tool.nam == 'x'~0~got `tool.nam`, wanted `tool.name` (an argument of that name is `args.tool`)",
        "tool == 'x'~0~got `tool` alone, wanted `tool.name`",
        "agent.name.first == 'x'~0~wanted `agent.name`",
        "action.path == 'x'~0~got `action.path`, wanted `action.type`",
        "session.user == 'x'~0~got `session.user`, wanted `session.id`",
        "http.fragment == 'x'~0~got `http.fragment`, wanted one of `method`, `scheme`, `host`",
        "http == 'GET'~0~got `http` alone, wanted one of `method`",
        "http.host.name == 'a'~0~got `http.host...`, wanted one of `method`",
        "http.port == '443'~13~got `443` compared with `http.port`, wanted a number",
        "http.port in [80, '443']~13~got `443` compared with `http.port`, wanted a number",
        "http.host == 80~13~got `80` compared with `http.host`, wanted a text in quotes",
        "http.host == 'Shop.test'~13~got `Shop.test` compared with `http.host`, wanted `shop.test`",
        "http.host in ['a.test', '127.1']~13~got `127.1` compared with `http.host`, wanted a host",
        "http.host != 'https://a.test'~13~got `https://a.test` compared with `http.host`, wanted a",
        "'get' == http.method~0~got `get` compared with `http.method`, wanted `GET`",
        "http.scheme not in ['HTTP']~19~got `HTTP` compared with `http.scheme`, wanted `http`",
        "http.ip == '::FFFF:1.2.3.4'~11~got `::FFFF:1.2.3.4` compared with `http.ip`, wanted `1.2.3.4`",
        "['A.test'] contains http.host~0~got `A.test` compared with `http.host`, wanted `a.test`",
        "http.ip == 'a.test'~11~got `a.test` compared with `http.ip`, wanted an IP address",
        "time~4~got the end, wanted `.` and one of `hour`, `minute`, `weekday`, `date`, `clock` after `time` (an argument of that name is `args.time`)",
        "time == '09:00'~5~(an argument of that name is `args.time`)",
        "time.hours > 5~5~got `hours` after `time.`, did you mean `hour`?",
        "time.5 > 5~5~got `5` after `time.`, wanted one of `hour`, `minute`,",
        "time.hour.x > 5~9~got `.`, wanted",
        "time[5].hour > 5~5~got `5`, wanted a time zone in quotes such as 'Europe/Berlin'",
        "time['Europe/Berlon'].hour > 5~5~got the time zone `Europe/Berlon`, did you mean `Europe/Berlin`?",
        "time['europe/berlin'].hour > 5~5~did you mean `Europe/Berlin`?",
        "time['+02:00'].hour > 5~5~got the time zone `+02:00`, wanted an IANA name such as `Europe/Berlin`",
        "time['UTC'] > 5~12~got `>`, wanted `.` and one of",
        "time.hour~0~got `time` alone, wanted a comparison",
        "has(time.hour)~4~got the time, which is always there, wanted a path",
        "size(time.date) > 5~5~got `time`, wanted a path in `size()`",
        "lower(time.weekday) == 'monday'~6~got `time`, wanted a path in `lower()`",
        "time.hour == '9'~13~got the text `9` for `time.hour`, wanted a number",
        "time.hour == null~13~got `null` for `time.hour`, wanted a number",
        "time.hour < true~12~got `true` for `time.hour`, wanted a number",
        "time.hour == 24~13~got `24` for `time.hour`, wanted a whole number from 0 to 23",
        "time.hour != 1.5~13~got `1.5` for `time.hour`, wanted a whole number from 0 to 23",
        "60 == time.minute~0~got `60` for `time.minute`, wanted a whole number from 0 to 59",
        "time.hour in [1, 2, -3]~13~got `-3` for `time.hour`, wanted a whole number from 0 to 23",
        "time.weekday == 'Monday'~16~got the text `Monday` for `time.weekday`, did you mean `monday`?",
        "time.weekday in ['monday', 'fryday']~16~got the text `fryday` for `time.weekday`, did you mean `friday`?",
        "time.weekday not in ['weekend']~20~got the text `weekend` for `time.weekday`, wanted one of `monday`,",
        "time.weekday == 1~16~got `1` for `time.weekday`, wanted one of `monday`,",
        "time.weekday > 'monday'~13~got `>` with `time.weekday`, wanted one of `==`, `!=`, `in`, `not in`",
        "['mon'] contains time.weekday~0~got the text `mon` for `time.weekday`, did you mean `monday`?",
        "time.weekday starts_with 'mon'~13~got `starts_with` with `time.weekday`, wanted one of `==`, `!=`, `in`, `not in`",
        "time.date matches '^2026'~10~got `matches` with `time.date`, wanted one of `==`, `!=`, `in`, `not in`, `<`, `<=`, `>`, `>=`",
        "time.date == '2026-13-01'~13~got the text `2026-13-01` for `time.date`, wanted a date such as '2026-11-21'",
        "time.date < '2026-02-29'~12~wanted a date such as",
        "time.date < '26-02-01'~12~wanted a date such as",
        "time.date >= 2026~13~got `2026` for `time.date`, wanted a date",
        "time.clock < '9:00'~13~got the text `9:00` for `time.clock`, wanted hours and minutes such as '09:05'",
        "time.clock <= '24:00'~14~wanted hours and minutes such as",
        "time.clock in '09:00'~14~got the text `09:00`, wanted a list or a path",
        "time.hour == time.minute~13~got the time on both sides, wanted a value to compare it with",
        "'monday' in time.weekday~12~got `time`, wanted a list or a path",
        "content == 'x'~0~got `content` alone, wanted `content.text` (an argument of that name is `args.content`)",
        "content.body == 'x'~0~got `content.body`, wanted `content.text`",
        "content.text~0~got `content`, which is no boolean",
        "tool.name~0~got `tool`, which is no boolean, wanted a comparison or `has(...)`",
        "args~0~got `args`, which is no boolean",
        "5~0~got `5` alone, wanted a comparison",
        "'x'~0~got the text `x` alone, wanted a comparison",
        "size(args.a)~0~got `size` alone, wanted a comparison",
        "has(args.a) == true~12~got `==`, wanted `and` or `or`: `has()` is a condition by itself",
        "true == has(args.a)~8~got `has()` as a value, wanted it alone",
        "has('a')~4~got the text `a`, wanted a path or a value",
        "sise(args.a) > 1~0~unknown function `sise`, did you mean `size`?",
        "size('a') > 1~5~got the text `a`, wanted a path in `size()`",
        "lower(size(args.a)) == 'x'~6~got `size`, wanted a text in quotes or a path",
        "args.a[*] == args.b[*]~10~got several values on both sides",
        "action.type == args.b[*]~12~got several values on both sides",
        "args.a == #~10~got `#`, wanted a path, a value or an operator",
        "and~0~got `and`, wanted a path or a value",
      })
  void refuses(String condition, int offset, String problem) {
    assertThatExceptionOfType(ConditionException.class)
        .isThrownBy(() -> Policies.condition(condition))
        .satisfies(
            e -> {
              assertThat(e.problem()).contains(problem);
              assertThat(e.offset).isEqualTo(offset);
            });
  }

  @Test
  void refusesNestingBeyondTheLimitAndAcceptsTheLimit() throws Exception {
    int limit = EngineLimits.DEFAULTS.conditionDepth();
    for (String[] nest : new String[][] {{"(", ")"}, {"not ", ""}}) {
      String deepest = nest[0].repeat(limit) + "args.a" + nest[1].repeat(limit);
      assertThat(Policies.condition(deepest)).isNotNull();
      assertThatExceptionOfType(ConditionException.class)
          .isThrownBy(() -> Policies.condition(nest[0] + deepest + nest[1]))
          .satisfies(e -> assertThat(e.problem()).isEqualTo("got deeper nesting than 64 levels"));
    }
    String calls = "lower(".repeat(limit + 1) + "args.a" + ")".repeat(limit + 1) + " == 'x'";
    assertThatExceptionOfType(ConditionException.class).isThrownBy(() -> Policies.condition(calls));
  }

  @Test
  void refusesAConditionOverTheLengthLimit() throws Exception {
    String longest = "args.a" + " ".repeat(EngineLimits.CONDITION_CHARACTERS - 6);
    assertThat(Policies.condition(longest)).isNotNull();
    assertThatExceptionOfType(ConditionException.class)
        .isThrownBy(() -> Policies.condition(longest + " "))
        .satisfies(
            e -> assertThat(e.problem()).isEqualTo("got 4097 characters, wanted at most 4096"));
  }
}
