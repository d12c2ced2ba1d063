package dev.sallyport.instrumentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.bootstrap.ToolCallDenied;
import dev.sallyport.instrumentation.RecordingGate.Answer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the gate puts in a result's place is all that the caller gets, in each framework's shape.
 */
class ResultReplacementTest {

  @BeforeEach
  void forget() {
    Bodies.clear();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "LambdaByHand",
        "BoundReference",
        "UnboundReference",
        "OwnInterface",
        "AnonymousExecutor",
        "SuperCall",
        "AgenticWorkflow"
      })
  void aWithheldResultIsReplacedByTheRefusal(String sample) throws Exception {
    RecordingGate gate = RecordingGate.answering(Answer.WITHHOLD_RESULT);

    assertThat(run(sample)).isEqualTo("withheld 1");

    assertThat(Bodies.list()).hasSize(1);
    assertThat(gate.results()).singleElement().asString().startsWith("1 ran ").endsWith(" null");
    assertThat(gate.outcomes()).as("what the tool returned").isEqualTo(gate.results());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "LambdaByHand",
        "BoundReference",
        "LambdaWithContext",
        "SuperCall",
        "AgenticWorkflow"
      })
  void aMaskedResultTakesTheResultsPlace(String sample) throws Exception {
    RecordingGate gate = RecordingGate.answering(Answer.MASK_RESULT);

    assertThat(run(sample)).isEqualTo("masked 1");

    assertThat(Bodies.list()).hasSize(1);
    assertThat(gate.results()).hasSize(1);
  }

  @Test
  void aWithheldResultWithContextIsAnError() throws Exception {
    RecordingGate gate = RecordingGate.answering(Answer.WITHHOLD_RESULT);

    assertThat(run("LambdaWithContext")).isEqualTo("withheld 1 as an error");

    assertThat(gate.results()).as("judged as text").containsExactly("1 ran lambda null");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "LambdaByHand",
        "BoundReference",
        "LambdaWithContext",
        "AnonymousExecutor",
        "AgenticWorkflow",
        "springai.OwnTool",
        "springai.LambdaTool"
      })
  void aGateThatFailsOverAResultWithholdsIt(String sample) throws Exception {
    RecordingGate.answering(Answer.BREAK_OVER_RESULT);

    assertThat(run(sample)).contains("Tool result withheld").doesNotContain("ran ");

    assertThat(Bodies.list()).hasSize(1);
  }

  @Test
  void whatAToolThrowsIsJudgedAndReplacedToo() throws Exception {
    RecordingGate gate = RecordingGate.answering(Answer.WITHHOLD_RESULT);

    assertThat(run("ThrowingExecutor")).isEqualTo("withheld 1");

    assertThat(gate.results())
        .containsExactly("1 null java.lang.IllegalStateException: out of stock");
    assertThat(gate.outcomes()).isEqualTo(gate.results());
  }

  @Test
  void eachAttemptsResultIsJudged() throws Exception {
    RecordingGate gate = RecordingGate.answering(Answer.MASK_RESULT);

    assertThat(run("RetryingExecutor")).isEqualTo("masked 1");

    assertThat(gate.results()).containsExactly("2 ran inner null", "1 ran inner, masked 2 null");
  }

  @Test
  void theResultOfAnAgentThatIsNoTextIsWithheldByThrowing() {
    RecordingGate gate = RecordingGate.answering(Answer.WITHHOLD_RESULT);

    assertThatThrownBy(() -> run("AgenticNumberWorkflow"))
        .isInstanceOf(ToolCallDenied.class)
        .hasMessage("withheld 1");

    assertThat(gate.results()).containsExactly("1 9 null");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "OwnTool",
        "OverridingTool",
        "DefaultMethodTool",
        "LambdaTool",
        "InheritedBody",
        "FrameworkTool"
      })
  void springAiReadsARefusalAsJsonAndAMaskedResultAsItIs(String sample) throws Exception {
    RecordingGate gate = RecordingGate.answering(Answer.WITHHOLD_RESULT);
    assertThat(run("springai." + sample)).isEqualTo("\"withheld 1\"");
    assertThat(gate.results()).hasSize(1);

    gate = RecordingGate.answering(Answer.MASK_RESULT);
    assertThat(run("springai." + sample)).isEqualTo("masked 1");
    assertThat(gate.results()).singleElement().asString().contains("ran ");
    assertThat(Bodies.list()).hasSize(2);
  }

  private static String run(String sample) throws ReflectiveOperationException {
    return new WeavingLoader(true).run(sample);
  }
}
