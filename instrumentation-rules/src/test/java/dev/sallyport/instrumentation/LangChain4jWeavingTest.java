package dev.sallyport.instrumentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.bootstrap.ToolCallDenied;
import dev.sallyport.instrumentation.RecordingGate.Answer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LangChain4jWeavingTest {
  private static final String CALLED = "danger {\"x\":\"a\"} agent=null session=session-1 parent=";

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
        "RetryingExecutor",
        "ThrowingExecutor"
      })
  void aRefusedToolDoesNotRunAndTheCallerReadsTheRefusal(String sample) throws Exception {
    RecordingGate gate = RecordingGate.answering(Answer.DENY);

    assertThat(new WeavingLoader(true).run(sample)).isEqualTo("refused 1");

    assertThat(Bodies.list()).isEmpty();
    assertThat(gate.decisions()).hasSize(1);
    assertThat(gate.decisions().get(0)).startsWith(CALLED + "0 langchain4j 1.");
    assertThat(gate.outcomes()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "LambdaByHand",
        "BoundReference",
        "UnboundReference",
        "OwnInterface",
        "LambdaWithContext",
        "AnonymousExecutor",
        "SuperCall"
      })
  void anAllowedToolRunsOnceWithOneDecisionAndOneOutcome(String sample) throws Exception {
    RecordingGate gate = RecordingGate.answering(Answer.ALLOW);

    assertThat(new WeavingLoader(true).run(sample)).startsWith("ran ");

    assertThat(Bodies.list()).hasSize(1);
    assertThat(gate.decisions()).hasSize(1);
    assertThat(gate.outcomes()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "LambdaByHand",
        "BoundReference",
        "LambdaWithContext",
        "AnonymousExecutor",
        "SuperCall"
      })
  void aMaskedCallRunsWithTheMaskedArgumentsAndIsStillOneAttempt(String sample) throws Exception {
    RecordingGate gate = RecordingGate.answering(Answer.MASK);

    new WeavingLoader(true).run(sample);

    assertThat(Bodies.list()).hasSize(1);
    assertThat(Bodies.list().get(0)).endsWith(" {\"x\":\"***\"}");
    assertThat(gate.decisions()).hasSize(1);
    assertThat(gate.outcomes()).hasSize(1);
  }

  @Test
  void aRefusalWithContextIsAResultThatIsAnErrorAndNamesTheAgent() throws Exception {
    RecordingGate gate = RecordingGate.answering(Answer.DENY);

    assertThat(new WeavingLoader(true).run("LambdaWithContext")).isEqualTo("refused 1 as an error");

    assertThat(Bodies.list()).isEmpty();
    assertThat(gate.decisions()).hasSize(1);
    assertThat(gate.decisions().get(0)).contains(" agent=Desk session=session-1 ");
  }

  @Test
  void aRetryOfTheSameRequestIsJudgedAgain() throws Exception {
    RecordingGate gate = RecordingGate.answering(Answer.ALLOW);

    new WeavingLoader(true).run("RetryingExecutor");

    assertThat(Bodies.list()).hasSize(2);
    assertThat(gate.decisions()).hasSize(2);
    assertThat(gate.decisions().get(1)).startsWith(CALLED + "1 ");
    assertThat(gate.outcomes()).hasSize(2);
  }

  @Test
  void whatAToolThrowsReachesTheCallerAndTheRecord() {
    RecordingGate gate = RecordingGate.answering(Answer.ALLOW);

    assertThatThrownBy(() -> new WeavingLoader(true).run("ThrowingExecutor"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("out of stock");

    assertThat(gate.outcomes())
        .containsExactly("1 null java.lang.IllegalStateException: out of stock");
  }

  @Test
  void agentAndParentCallAreKeptOnTheThreadsOfTheFramework() throws Exception {
    RecordingGate gate = RecordingGate.answering(Answer.ALLOW);

    assertThat(new WeavingLoader(true).run("NestedServices"))
        .isEqualTo("model read [model read [ran one, ran two]]");

    String sample = "dev.sallyport.instrumentation.sample.NestedServices$";
    assertThat(gate.decisions()).hasSize(3);
    assertThat(gate.decisions().get(0))
        .startsWith("delegate {} agent=" + sample + "Outer session=default parent=0 ");
    assertThat(gate.decisions().subList(1, 3))
        .allMatch(line -> line.contains(" agent=" + sample + "Inner session=default parent=1 "));
    assertThat(gate.outcomes()).hasSize(3);
  }

  @Test
  void anAgentRunByReflectionIsRefusedInItsResult() throws Exception {
    RecordingGate gate = RecordingGate.answering(Answer.DENY);

    assertThat(new WeavingLoader(true).run("AgenticWorkflow")).isEqualTo("refused 1");

    assertThat(Bodies.list()).isEmpty();
    assertThat(gate.decisions()).hasSize(1);
    assertThat(gate.decisions().get(0)).startsWith("refund {\"order\":\"o-1\"} agent=");
  }

  @Test
  void anAgentRunByReflectionThatIsAllowedRunsOnce() throws Exception {
    RecordingGate gate = RecordingGate.answering(Answer.ALLOW);

    assertThat(new WeavingLoader(true).run("AgenticWorkflow")).isEqualTo("ran refund");

    assertThat(gate.decisions()).hasSize(1);
    assertThat(gate.outcomes()).containsExactly("1 ran refund null");
  }

  @Test
  void argumentsOfAnAgentThatAreNoJsonAreJudgedAsWhatTheyAreNot() throws Exception {
    RecordingGate gate = RecordingGate.answering(Answer.DENY);

    assertThat(new WeavingLoader(true).run("AgenticUnwritableArguments")).isEqualTo("refused 1");

    assertThat(Bodies.list()).isEmpty();
    assertThat(gate.decisions()).singleElement().asString().startsWith("refund not JSON agent=");
  }

  @Test
  void anItemThatAMapperHandsOverWithoutANameIsNotJudgedAsIfItWereAbsent() throws Exception {
    RecordingGate gate = RecordingGate.answering(Answer.DENY);

    new WeavingLoader(true).run("AgenticMapper");

    assertThat(Bodies.list()).isEmpty();
    assertThat(gate.decisions())
        .hasSize(2)
        .allSatisfy(decision -> assertThat(decision).contains(" not JSON agent="));
  }

  @Test
  void noErrorHandlerReplacesTheRefusalOfAnAgent() {
    RecordingGate gate = RecordingGate.answering(Answer.DENY);

    assertThatThrownBy(() -> new WeavingLoader(true).run("AgenticNumberWorkflow"))
        .isInstanceOf(ToolCallDenied.class)
        .hasMessage("refused 1");

    assertThat(Bodies.list()).isEmpty();
    assertThat(gate.decisions()).hasSize(1);
  }

  /** The gap that docs/supported.md admits; when this fails, it is closed and the row can go. */
  @Test
  void aLambdaCalledByReflectionIsNotSeen() throws Exception {
    RecordingGate gate = RecordingGate.answering(Answer.DENY);

    assertThat(new WeavingLoader(true).run("LambdaByReflection")).isEqualTo("ran lambda");

    assertThat(gate.decisions()).isEmpty();
  }

  @Test
  void aLoaderThatShowsNoClassFilesIsWovenToo() throws Exception {
    RecordingGate gate = RecordingGate.answering(Answer.DENY);
    WeavingLoader loader = new WeavingLoader(true, false);

    assertThat(loader.run("LambdaByHand")).isEqualTo("refused 1");
    assertThat(loader.run("SuperCall")).isEqualTo("refused 2");

    assertThat(Bodies.list()).isEmpty();
    assertThat(gate.decisions().get(0)).endsWith(" langchain4j unknown");
    assertThat(loader.failed).isEmpty();
  }

  @Test
  void aClassWithoutJoinPointsIsLeftAsItIs() {
    WeavingLoader loader = new WeavingLoader(true);
    String name = "dev.sallyport.instrumentation.sample.Requests";

    assertThat(
            loader.transformer.transform(
                loader, name.replace('.', '/'), null, null, loader.original(name)))
        .isNull();
    assertThat(loader.woven).isEmpty();
  }
}
