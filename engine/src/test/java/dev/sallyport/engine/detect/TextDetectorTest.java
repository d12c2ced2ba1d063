package dev.sallyport.engine.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TextDetectorTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0|pay 4111 1111 1111 1111 now|pay *** now",
        "4|pay 4111 1111 1111 1111 now|pay ***1111 now",
        "9|pay 4111 1111 1111 1111 now|pay ***1111 1111 now",
        "10|pay 4111 1111 1111 1111 now|pay *** now",
        "3|a@b.cc|***.cc",
        "4|a@b.cc|***",
      })
  void keepsTheLastCharactersOfLongMatches(int keepLast, String text, String masked) {
    assertThat(Masking.all(keepLast).mask(text)).isEqualTo(masked);
  }

  @Test
  void countsKeptCharactersByCodePoint() {
    String faces = "\ud83d\ude00\ud83d\ude01\ud83d\ude02\ud83d\ude03";
    assertThat(own(finding(0, faces.length()), 2).mask(faces))
        .isEqualTo("***\ud83d\ude02\ud83d\ude03");
    assertThat(own(finding(0, faces.length()), 3).mask(faces)).isEqualTo("***");
  }

  @Test
  void unitesSpansThatOverlapOrTouch() {
    SpanSource source =
        (text, out) -> {
          out.add(6, 8);
          out.add(1, 3);
          out.add(2, 4);
          out.add(4, 5);
          out.add(7, 7);
          return true;
        };
    assertThat(own(source, 0).mask("abcdefghij")).isEqualTo("a***f***ij");
  }

  @Test
  void masksTheWholeTextWhenAPatternGivesUp() {
    SpanSource tired =
        (text, out) -> {
          out.add(0, 1);
          return false;
        };
    assertThat(own(tired, 1).mask("secret text")).isEqualTo("***");
    assertThat(own(tired, 0).mask("")).isEmpty();
  }

  @Test
  void refusesSpansOutsideOfTheText() {
    TextDetector beyond = own(finding(1, 4), 0);
    assertThatThrownBy(() -> beyond.mask("abc")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> own(finding(0, 1), -1)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void returnsTheSameObjectWhenNothingIsFound() {
    String text = "nothing to see at 13:09 in room 42";
    assertThat(Masking.maskAll(text)).isSameAs(text);
    assertThat(TextDetector.of(List.of(), List.of(), 0).mask(text)).isSameAs(text);
  }

  @Test
  void masksWhatSeveralDetectorsFind() {
    assertThat(Masking.maskAll("a@b.cc 4111111111111111 DE89370400440532013000 415-555-2671 x"))
        .isEqualTo("*** *** *** *** x");
  }

  @ParameterizedTest
  @EnumSource(Detector.class)
  void findsDetectorsByTheirWords(Detector detector) {
    assertThat(Detector.of(detector.word())).isSameAs(detector);
    assertThat(Detector.of(detector.word() + "s")).isNull();
    assertThat(detector.description()).isNotBlank();
  }

  private static SpanSource finding(int start, int end) {
    return (text, out) -> {
      out.add(start, end);
      return true;
    };
  }

  private static TextDetector own(SpanSource source, int keepLast) {
    return TextDetector.of(List.of(), List.of(source), keepLast);
  }
}
