package dev.sallyport.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each row: a condition, the arguments, the answer if any value counts, if every value must. */
class ConditionTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        // equality
        "args.a == 1|{'a':1}|TRUE",
        "args.a == 1|{'a':1.000}|TRUE",
        "args.a == 0.1|{'a':0.1}|TRUE",
        "args.a == 0|{'a':-0.0}|TRUE",
        "args.a == 9007199254740993|{'a':9007199254740992}|FALSE",
        "args.a == 1000|{'a':1e3}|TRUE",
        "args.a == 1|{'a':'1'}|ERROR",
        "args.a == '1'|{'a':1}|ERROR",
        "args.a == true|{'a':'true'}|ERROR",
        "args.a == true|{'a':1}|ERROR",
        "args.a == true|{'a':true}|TRUE",
        "args.a == 'x'|{'a':'X'}|FALSE",
        "args.a == 'x'|{'a':null}|FALSE",
        "args.a == null|{'a':null}|TRUE",
        "args.a == null|{'a':[]}|FALSE",
        "args.a == null|{}|FALSE",
        "args.a == 'x'|{'a':['x']}|ERROR",
        "args.a == args.b|{'a':2,'b':2.0}|TRUE",
        "args.a == args.b|{'a':{},'b':{}}|ERROR",
        "args.a != 1|{'a':2}|TRUE",
        "args.a != 1|{'a':1}|FALSE",
        "args.a != 1|{'a':'2'}|ERROR",
        "args.a != 1|{}|FALSE",
        "args.a != null|{'a':1}|TRUE",
        // order
        "args.a < 2|{'a':1}|TRUE",
        "args.a < 2|{'a':2}|FALSE",
        "args.a <= 2|{'a':2}|TRUE",
        "args.a > 2|{'a':2}|FALSE",
        "args.a > 2|{'a':2.0000000000000000001}|TRUE",
        "args.a >= 2|{'a':2}|TRUE",
        "args.a >= -1.5|{'a':-1.5}|TRUE",
        "100 < args.a|{'a':101}|TRUE",
        "args.a > 1000|{'a':'5000'}|ERROR",
        "args.a > 1000|{'a':null}|ERROR",
        "args.a > 1000|{'a':true}|ERROR",
        "args.a > 1000|{'a':[5000]}|ERROR",
        "args.a > 1000|{}|FALSE",
        "args.a > 1000|{'a':9223372036854775808}|TRUE",
        "args.a > 1000|{'a':1e308}|TRUE",
        "args.a >= '2026-01-01'|{'a':'2026-02-01'}|TRUE",
        // membership
        "args.a in ['x', 'y']|{'a':'y'}|TRUE",
        "args.a in ['x', 'y']|{'a':'z'}|FALSE",
        "args.a in ['x', 'y']|{'a':1}|ERROR",
        "args.a in ['x', 1]|{'a':1}|TRUE",
        "args.a in ['x', null]|{'a':null}|TRUE",
        "args.a in []|{'a':1}|FALSE",
        "args.a in ['x']|{}|FALSE",
        "args.a not in ['x', 'y']|{'a':'z'}|TRUE",
        "args.a not in ['x', 'y']|{'a':'x'}|FALSE",
        "args.a not in ['x', 'y']|{'a':1}|ERROR",
        "args.a not in ['x']|{}|FALSE",
        "args.a not in []|{'a':1}|TRUE",
        "'x' in args.a|{'a':['x']}|TRUE",
        "'x' in args.a|{'a':'xyz'}|ERROR",
        "'x' in args.a|{'a':null}|ERROR",
        "'x' in args.a|{}|FALSE",
        // contains and affixes
        "args.a contains 'bc'|{'a':'abcd'}|TRUE",
        "args.a contains 'bd'|{'a':'abcd'}|FALSE",
        "args.a contains ''|{'a':''}|TRUE",
        "args.a contains 'x'|{'a':['y','x']}|TRUE",
        "args.a contains 'x'|{'a':[1,'x']}|TRUE",
        "args.a contains 'x'|{'a':[1]}|ERROR",
        "args.a contains 'x'|{'a':[]}|FALSE",
        "args.a contains 'x'|{'a':1}|ERROR",
        "args.a contains 'x'|{'a':{'x':1}}|ERROR",
        "args.a contains 'x'|{}|FALSE",
        "args.a contains 'abcabcabcabcabcabcabd'|{'a':'abcabcabcabcabcabcabcabd'}|TRUE",
        "args.a contains 'aaaaaaaaaaaaaaaaaaab'|{'a':'aaaaaaaaaaaaaaaaaaaaaaaaaaaaa'}|FALSE",
        "args.a starts_with '/tmp/'|{'a':'/tmp/x'}|TRUE",
        "args.a starts_with '/tmp/'|{'a':'/etc/x'}|FALSE",
        "args.a starts_with '/tmp/'|{'a':null}|ERROR",
        "args.a starts_with '/tmp/'|{}|FALSE",
        "args.a ends_with '.com'|{'a':'a@b.com'}|TRUE",
        "args.a ends_with '.com'|{'a':7}|ERROR",
        // patterns
        "args.a matches 'b+'|{'a':'abbc'}|TRUE",
        "args.a matches '^b+$'|{'a':'abbc'}|FALSE",
        "args.a matches '^\\\\d{3}$'|{'a':'123'}|TRUE",
        "args.a matches '(a+)+$'|{'a':'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab'}|FALSE",
        "args.a matches 'b'|{'a':1}|ERROR",
        "args.a matches 'b'|{}|FALSE",
        // functions
        "size(args.a) == 2|{'a':'\\uD83D\\uDE00x'}|TRUE",
        "size(args.a) == 2|{'a':[1,2]}|TRUE",
        "size(args.a) == 1|{'a':{'x':2}}|TRUE",
        "size(args) == 1|{'a':{'x':2}}|TRUE",
        "size(args.a) == 1|{'a':5}|ERROR",
        "size(args.a) == 0|{'a':null}|ERROR",
        "size(args.a) == 0|{}|FALSE",
        "lower(args.a) == 'drop'|{'a':'DrOp'}|TRUE",
        "lower(args.a) == 'drop'|{'a':1}|ERROR",
        "size(lower(args.a)) == 2|{'a':'AB'}|TRUE",
        "lower(args.a) == 'i'|{'a':'\u0130'}|TRUE",
        "lower(args.a) == '\u03b1\u03c3'|{'a':'\u0391\u03a3'}|TRUE",
        "lower(args.a) == '\ud801\udc28'|{'a':'\ud801\udc00'}|TRUE",
        "args.a matches '(?i)^drop$'|{'a':'DrOp'}|TRUE",
        "has(content.text)|{'content':'x'}|FALSE",
        "content.text == 'x'|{'content':'x'}|FALSE",
        "args.time == '9'|{'time':'9'}|TRUE",
        "args.content == 'x'|{'content':'x'}|TRUE",
        "has(args.a)|{'a':null}|TRUE",
        "has(args.a)|{}|FALSE",
        "has(args.a.b)|{'a':{}}|FALSE",
        "has(args.a.b)|{'a':null}|FALSE",
        "has(args.a.b)|{'a':'text'}|ERROR",
        "has(a)|{'a':1}|TRUE",
        // bare paths
        "args.a|{'a':true}|TRUE",
        "args.a|{'a':false}|FALSE",
        "args.a|{'a':null}|FALSE",
        "args.a|{}|FALSE",
        "args.a|{'a':1}|TRUE",
        "args.a|{'a':0.00}|FALSE",
        "args.a|{'a':[0]}|TRUE",
        "args.a|{'a':{}}|FALSE",
        "args.a|{'a':'false'}|ERROR",
        "true|{}|TRUE",
        "false|{}|FALSE",
        // logic: an error decides only where nothing else does
        "args.a > 1 and args.b|{'a':'x','b':false}|FALSE",
        "args.a > 1 and args.b|{'a':'x','b':true}|ERROR",
        "args.a > 1 or args.b|{'a':'x','b':true}|TRUE",
        "args.b or args.a > 1|{'a':'x','b':false}|ERROR",
        "not args.a > 1|{'a':'x'}|ERROR",
        "not args.a > 1|{}|TRUE",
        "args.a or args.b and args.c|{'a':true,'c':false}|TRUE",
        "(args.a or args.b) and args.c|{'a':true,'c':false}|FALSE",
        "not args.a and args.b|{'a':false,'b':false}|FALSE",
        "not (args.a and args.b)|{'a':false,'b':false}|TRUE",
        "not not args.a == 1|{'a':1}|TRUE",
        // paths
        "args.a.b.c == 1|{'a':{'b':{'c':1}}}|TRUE",
        "args.a[1].b == 2|{'a':[{},{'b':2}]}|TRUE",
        "args.a[5] == 2|{'a':[1]}|FALSE",
        "args.a[0] == 2|{'a':{'0':2}}|ERROR",
        "args.a.b == 2|{'a':[1]}|ERROR",
        "args['odd key'][\"x.y\"] == 2|{'odd key':{'x.y':2}}|TRUE",
        "args.in == 2 and args.true|{'in':2,'true':true}|TRUE",
        "amount == 2|{'amount':2}|TRUE",
        "user.role == 'admin'|{'user':{'role':'admin'}}|TRUE",
        "tool.name == 'refund'|{}|TRUE",
        "agent.name == 'desk'|{'agent':{'name':'root'}}|TRUE",
        "session.id == 's-1'|{}|TRUE",
        "args.a == 'it\\'s \\u0041\\n\"'|{'a':'it\\u0027s A\\n\\u0022'}|TRUE",
      })
  void answers(String condition, String arguments, Truth answer) throws Exception {
    assertThat(ask(condition, arguments, false)).isEqualTo(answer);
    assertThat(ask(condition, arguments, true)).isEqualTo(answer);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "args.a[*] > 5|{'a':[1,9]}|TRUE|FALSE",
        "args.a[*] > 5|{'a':[7,9]}|TRUE|TRUE",
        "args.a[*] > 5|{'a':[1,2]}|FALSE|FALSE",
        "args.a[*] > 5|{'a':[]}|FALSE|FALSE",
        "args.a[*] > 5|{}|FALSE|FALSE",
        "args.a[*] > 5|{'a':null}|FALSE|FALSE",
        "args.a[*] > 5|{'a':7}|ERROR|ERROR",
        "args.a[*] > 5|{'a':['9',7]}|TRUE|ERROR",
        "args.a[*] > 5|{'a':['9',1]}|ERROR|FALSE",
        "not args.a[*] > 5|{'a':[1,9]}|TRUE|FALSE",
        "not args.a[*] > 5|{'a':[1,2]}|TRUE|TRUE",
        "not args.a[*] > 5|{'a':[]}|TRUE|TRUE",
        "not not args.a[*] > 5|{'a':[1,9]}|TRUE|FALSE",
        "args.a[*].b == 'x'|{'a':[{'b':'x'},{}]}|TRUE|FALSE",
        "args.a[*].b == 'x'|{'a':[{'b':'x'},3]}|TRUE|ERROR",
        "args.a[*].b[*] == 'x'|{'a':[{'b':['y']},{'b':['x']}]}|TRUE|FALSE",
        "args.a[*] in ['x','y']|{'a':['x','z']}|TRUE|FALSE",
        "args.a[*] not in ['x','y']|{'a':['x','z']}|TRUE|FALSE",
        "has(args.a[*].b)|{'a':[{'b':1},{}]}|TRUE|FALSE",
        "has(args.a[*])|{'a':[]}|FALSE|FALSE",
        "args.a[*]|{'a':[true,false]}|TRUE|FALSE",
        "size(args.a[*]) > 1|{'a':['x','xy']}|TRUE|FALSE",
        "lower(args.a[*]) == 'x'|{'a':['X','y']}|TRUE|FALSE",
        "args.a[*] matches '^x'|{'a':['x','y']}|TRUE|FALSE",
        "5 < args.a[*]|{'a':[1,9]}|TRUE|FALSE",
        "action.type == 'refund'|{}|TRUE|TRUE",
        "action.type == 'refund'|{'action':'drop'}|TRUE|FALSE",
        "action.type == 'drop'|{'action':'drop'}|TRUE|FALSE",
        "action.type in ['drop','refund']|{'action':'drop'}|TRUE|TRUE",
        "action.type == 'refund'|{'action':{'type':'drop'}}|TRUE|TRUE",
        "not action.type == 'drop'|{'action':'drop'}|TRUE|FALSE",
      })
  void asksEachOfSeveralValues(String condition, String arguments, Truth any, Truth every)
      throws Exception {
    assertThat(ask(condition, arguments, false)).as("any").isEqualTo(any);
    assertThat(ask(condition, arguments, true)).as("every").isEqualTo(every);
  }

  private static Truth ask(String condition, String arguments, boolean every) throws Exception {
    CallView call = new CallView().tool("refund").session("s-1");
    ArgumentReader reader = new ArgumentReader(EngineLimits.DEFAULTS);
    CallFacts facts = new CallFacts(call, "desk", reader.read(arguments.replace('\'', '"')));
    return new ConditionEvaluator(facts).answer(Policies.condition(condition), every);
  }
}
