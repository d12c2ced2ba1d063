package dev.sallyport.engine.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** JSON is written with single quotes here. */
class ArgumentRewriterTest {
  private static final ArgumentRewriter EVERYWHERE =
      ArgumentRewriter.of(List.of(MaskTarget.found(List.of(), Masking.all(0))));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "{'a':'pay 4111111111111111 now'}|{'a':'pay *** now'}",
        "{ 'a' : [ 'a@b.cc' , 1.50, -0, 1E+2 ] }|{ 'a' : [ '***' , 1.50, -0, 1E+2 ] }",
        "{'a@b.cc':'a@b.cc'}|{'a@b.cc':'***'}",
        "{'n':4111111111111111,'m':4111111111111112}|{'n':0,'m':4111111111111112}",
        "{'n':-4111111111111111}|{'n':0}",
        "{'n':4111111111111111.00}|{'n':0}",
        "{'n':4.111111111111111e15}|{'n':0}",
        "{'n':4.111111111111111E+15}|{'n':0}",
        "{'n':411111111111111100e-2}|{'n':0}",
        "{'n':0.004111111111111111e18}|{'n':0}",
        "{'n':0.4111111111111111}|{'n':0.4111111111111111}",
        "{'n':4111111111111111e999999999}|{'n':4111111111111111e999999999}",
        "{'a':'\\u0034111 1111 1111 \\u00311\\u00311 \\u00e9\\n'}|{'a':'*** \\u00e9\\n'}",
        "{'a':'\\n4111111111111111\\n'}|{'a':'\\n***\\n'}",
        "{'a':'C:\\\\tmp \\/ \\u0041 a@b.cc'}|{'a':'C:\\\\tmp \\/ \\u0041 ***'}",
        "{'password':'0123456789abcdef','id':'0123456789abcdef'}|{'password':'***','id':'0123456789abcdef'}",
        "{'ssn':'123456789','bsn':[111222333]}|{'ssn':'***','bsn':[0]}",
        "{'phone':4155552671,'amount':4155552671}|{'phone':0,'amount':4155552671}",
        "{'Authorization':'Bearer abcdef12'}|{'Authorization':'Bearer ***'}",
        "{'a':'{\\\"c\\\":\\\"\\\\u0034111111111111111\\\"}'}|{'a':'{\\\"c\\\":\\\"***\\\"}'}",
        "{'a':'{\\\"n\\\": 4111111111111111, \\\"m\\\":1}'}|{'a':'{\\\"n\\\": 0, \\\"m\\\":1}'}",
        "{'a':'[\\\"[\\\\\\\"a@b.cc\\\\\\\"]\\\",4111111111111111]'}|{'a':'[\\\"[\\\\\\\"***\\\\\\\"]\\\",0]'}",
        "{'a':'[4111111111111111'}|{'a':'[***'}",
        "{'t':true,'f':false,'x':null}|{'t':true,'f':false,'x':null}",
      })
  void masksWhatIsFoundAndKeepsEverythingElseAsWritten(String json, String masked) {
    String given = json.replace('\'', '"');
    String wanted = masked.replace('\'', '"');
    assertThat(EVERYWHERE.arguments(given)).isEqualTo(wanted);
    assertThat(EVERYWHERE.arguments(wanted)).isSameAs(wanted);
    assertThat(EVERYWHERE.content(given)).isEqualTo(wanted);
    if (given.equals(wanted)) {
      assertThat(EVERYWHERE.arguments(given)).isSameAs(given);
    }
  }

  @Test
  void looksOnlyAtThePaths() {
    TextDetector cards = TextDetector.of(List.of(Detector.CARD_NUMBER), List.of(), 4);
    ArgumentRewriter rewriter =
        ArgumentRewriter.of(List.of(MaskTarget.found(path("a", "b"), cards)));
    String card = "\"4111 1111 1111 1111\"";
    String json =
        "{\"a\":{\"b\":[" + card + ",{\"c\":" + card + "}],\"c\":" + card + "},\"b\":" + card + "}";
    String kept = "\"***1111\"";
    String wanted =
        "{\"a\":{\"b\":[" + kept + ",{\"c\":" + kept + "}],\"c\":" + card + "},\"b\":" + card + "}";
    assertThat(rewriter.arguments(json)).isEqualTo(wanted);
  }

  @Test
  void masksTheWholeValueWhereAPathToLookAtStopsFitting() {
    ArgumentRewriter rewriter =
        ArgumentRewriter.of(List.of(MaskTarget.found(path("a", "b"), Masking.all(4))));
    assertThat(rewriter.arguments("{\"a\":\"{'b':'plain text'}\"}")).isEqualTo("{\"a\":\"***\"}");
    assertThat(rewriter.arguments("{\"a\":[true,\"x\",null,5]}"))
        .isEqualTo("{\"a\":[false,\"***\",null,0]}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "0|{'a':'12345678'}|{'a':'***'}",
        "4|{'a':'12345678'}|{'a':'***5678'}",
        "4|{'a':'1234567'}|{'a':'***'}",
        "4|{'a':''}|{'a':'***'}",
        "4|{'a':'***5678'}|{'a':'***5678'}",
        "3|{'a':'***5678'}|{'a':'***678'}",
        "2|{'a':['abcd',12345678,true,null]}|{'a':['***cd',0,false,null]}",
        "2|{'a':'abc\\u0041\\n'}|{'a':'***\\u0041\\n'}",
      })
  void keepsTheLastCharactersOfWholeTexts(int keepLast, String json, String masked) {
    ArgumentRewriter rewriter = ArgumentRewriter.of(List.of(MaskTarget.whole(path("a"), keepLast)));
    String wanted = masked.replace('\'', '"');
    assertThat(rewriter.arguments(json.replace('\'', '"'))).isEqualTo(wanted);
    assertThat(rewriter.arguments(wanted)).isSameAs(wanted);
  }

  @Test
  void letsTheStricterOfSeveralTargetsWin() {
    List<MaskTarget> targets = new ArrayList<>();
    targets.add(MaskTarget.whole(path("a"), 4));
    targets.add(MaskTarget.whole(path("a"), 2));
    targets.add(MaskTarget.found(List.of(), Masking.all(4)));
    targets.add(MaskTarget.found(path("b"), Masking.all(0)));
    String json =
        "{\"a\":\"4111111111111111\",\"b\":\"4111111111111111\",\"c\":\"4111111111111111\"}";
    assertThat(ArgumentRewriter.of(targets).arguments(json))
        .isEqualTo("{\"a\":\"***11\",\"b\":\"***\",\"c\":\"***1111\"}");
  }

  @Test
  void findsMembersWhoseNameIsEscaped() {
    ArgumentRewriter rewriter =
        ArgumentRewriter.of(List.of(MaskTarget.whole(path("caf\u00e9"), 0)));
    assertThat(rewriter.arguments("{\"c\\u0061f\\u00E9\":\"x\"}"))
        .isEqualTo("{\"c\\u0061f\\u00E9\":\"***\"}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "write to a@b.cc|write to ***",
        "'write to\\na@b.cc'|'write to\\n***'",
        " [ 'a@b.cc', 4111111111111111 ] | [ '***', 0 ] ",
        "4111111111111111|***",
        "{'a':'a@b.cc'|{'a':'***'",
        "{'a':'a@b.cc'} and a@b.cc|{'a':'***'} and ***",
        "{'a':'\\u0034111111111111111'}{'b':4111111111111111}|{'a':'***'}{'b':***}",
        "[1,]a@b.cc|[1,]***",
        "{'a':01,'b':'\\n4111111111111111'}|{'a':01,'b':'\\n***'}",
      })
  void masksContentInsideOfJsonOrAsText(String content, String masked) {
    assertThat(EVERYWHERE.content(content.replace('\'', '"'))).isEqualTo(masked.replace('\'', '"'));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "plain words", "{\"a\":1}", "[]", "\"x\"", "{", "null", "\u0000"})
  void returnsTheSameContentWhenNothingIsFound(String content) {
    assertThat(EVERYWHERE.content(content)).isSameAs(content);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "{\"a\"}",
        "{\"a\":1,}",
        "[1 2]",
        "[,1]",
        "{\"a\":1}x",
        "{\"a\":01}",
        "{\"a\":+1}",
        "{\"a\":1.}",
        "{\"a\":.5}",
        "{\"a\":1e}",
        "{\"a\":tru}",
        "{\"a\":\"\\x\"}",
        "{\"a\":\"\\u12g4\"}",
        "{\"a\":\"\t\"}",
        "{'a':1}",
        "{a:1}",
        "[1}",
        "{\"a\":\"",
        "{\"a\":\"\\",
        "nul",
        "-",
        "\u0000"
      })
  void refusesArgumentsThatAreNoJson(String json) {
    assertThatThrownBy(() -> EVERYWHERE.arguments(json))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void asksPatternsAboutATextBeforeLookingIntoTheJsonThatItIs() {
    SpanSource pair =
        (text, out) -> {
          int start = text.indexOf("\"pin\":");
          out.add(Math.max(start, 0), start < 0 ? 0 : start + 10);
          return true;
        };
    TextDetector detector = TextDetector.of(List.of(Detector.EMAIL), List.of(pair), 0);
    ArgumentRewriter rewriter = ArgumentRewriter.of(List.of(MaskTarget.found(List.of(), detector)));
    assertThat(rewriter.arguments("{\"a\":\"{\\\"pin\\\":1234,\\\"to\\\":\\\"a@b.cc\\\"}\"}"))
        .isEqualTo("{\"a\":\"{***,\\\"to\\\":\\\"***\\\"}\"}");
  }

  @Test
  void leavesBlankArguments() {
    ArgumentRewriter all = ArgumentRewriter.of(List.of(MaskTarget.whole(List.of(), 0)));
    assertThat(all.arguments(" \n")).isEqualTo(" \n");
    assertThat(all.content("some text")).isEqualTo("***");
  }

  @Test
  @Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void rewritesDeepAndLongJsonWithoutRecursion() {
    String deep = "[".repeat(200_000) + "\"a@b.cc\"" + "]".repeat(200_000);
    assertThat(EVERYWHERE.content(deep)).isEqualTo(deep.replace("a@b.cc", "***"));
    String wide = "[" + "\"\\u0061@b.cc\",{\"a\":4111111111111111},".repeat(30_000) + "0]";
    assertThat(EVERYWHERE.arguments(wide))
        .isEqualTo("[" + "\"***\",{\"a\":0},".repeat(30_000) + "0]");
    String escapes = "[\"" + "\\u0061".repeat(150_000) + "\"]";
    assertThat(EVERYWHERE.arguments(escapes)).isSameAs(escapes);
    String number = "[" + "4".repeat(500_000) + "." + "0".repeat(500_000) + "e-1]";
    assertThat(EVERYWHERE.arguments(number)).isSameAs(number);
  }

  private static List<MaskStep> path(String... keys) {
    List<MaskStep> path = new ArrayList<>();
    for (String key : keys) {
      path.add(MaskStep.key(key));
    }
    return path;
  }
}
