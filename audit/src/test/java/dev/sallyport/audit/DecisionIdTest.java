package dev.sallyport.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

class DecisionIdTest {
  @Example
  void isTheUpperHalfOfTheBootIdAndTheCallInHex() {
    assertThat(DecisionId.format(0x3F9A1C20_00000001L, 31)).isEqualTo("3f9a1c20-1f");
    assertThat(DecisionId.format(1, 1)).isEqualTo("00000000-1");
  }

  @Property
  void readsWhatItFormats(@ForAll long boot, @ForAll @LongRange(min = 1) long call) {
    DecisionId id = DecisionId.parse(DecisionId.format(boot, call));
    assertThat(id.callId()).isEqualTo(call);
    assertThat(id.isOf(boot)).isTrue();
    assertThat(id.isOf(~boot)).isFalse();
    assertThat(id).hasToString(DecisionId.format(boot, call));
  }

  @Property
  void refusesOtherTextWithAnExample(@ForAll String text) {
    assertThatThrownBy(() -> DecisionId.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("such as `3f9a1c20-1f`");
  }

  @Example
  void refusesNearMisses() {
    String[] wrong = {
      "3f9a1c20",
      "3f9a1c20-",
      "3f9a1c20-0",
      "3f9a1c2-1f0",
      "3f9a1c20-1g",
      "3f9a1c20-ffffffffffffffff",
      "3f9a1c20-11111111111111111",
      " 3f9a1c20-1",
      "3f9a1c20-1 ",
      "3f9a1c2\u0661-1",
      "3f9a1c20-\uFF11"
    };
    for (String text : wrong) {
      assertThatThrownBy(() -> DecisionId.parse(text))
          .as(text)
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThat(DecisionId.parse("3F9A1C20-1F")).isEqualTo(DecisionId.parse("3f9a1c20-1f"));
  }
}
