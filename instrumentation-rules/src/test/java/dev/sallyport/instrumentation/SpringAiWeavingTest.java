package dev.sallyport.instrumentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.bootstrap.CallContext;
import dev.sallyport.instrumentation.RecordingGate.Answer;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.Opcodes;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpringAiWeavingTest {
  private static final String CALLBACK = "org.springframework.ai.tool.ToolCallback";

  @BeforeEach
  void forget() {
    Bodies.clear();
  }

  private static String run(String sample) throws ReflectiveOperationException {
    return new WeavingLoader(true).run("springai." + sample);
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
  void aRefusedToolDoesNotRunAndTheModelReadsTheRefusalAsJson(String sample) throws Exception {
    RecordingGate gate = RecordingGate.answering(Answer.DENY);

    assertThat(run(sample)).isEqualTo("\"refused 1\"");

    assertThat(Bodies.list()).isEmpty();
    assertThat(gate.decisions())
        .containsExactly(
            "danger {\"x\":\"a\"} agent=null session=session-1 parent=0 spring-ai 2.0.1");
    assertThat(gate.outcomes()).isEmpty();
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
  void anAllowedToolRunsOnceWithOneDecisionAndOneOutcome(String sample) throws Exception {
    RecordingGate gate = RecordingGate.answering(Answer.ALLOW);

    assertThat(run(sample)).contains("ran ");

    assertThat(Bodies.list()).hasSize(1);
    assertThat(Bodies.list().get(0)).endsWith(" {\"x\":\"a\"}");
    assertThat(gate.decisions()).hasSize(1);
    assertThat(gate.outcomes()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"OwnTool", "OverridingTool", "LambdaTool", "FrameworkTool"})
  void aMaskedCallRunsWithTheMaskedArgumentsAndIsStillOneAttempt(String sample) throws Exception {
    RecordingGate gate = RecordingGate.answering(Answer.MASK);

    run(sample);

    assertThat(Bodies.list()).hasSize(1);
    assertThat(Bodies.list().get(0)).endsWith(" {\"x\":\"***\"}");
    assertThat(gate.decisions()).hasSize(1);
    assertThat(gate.outcomes()).hasSize(1);
  }

  @Test
  void aToolThatFailsToSayItsNameIsJudgedWithoutOne() throws Exception {
    RecordingGate gate = RecordingGate.answering(Answer.DENY);

    assertThat(run("NamelessTool")).isEqualTo("\"refused 1\"");

    assertThat(gate.decisions().get(0)).startsWith("null {\"x\":\"a\"} ");
    assertThat(Bodies.list()).isEmpty();
  }

  @Test
  void aNamesakeThatIsCalledWithTheSameLiteralIsJudgedAgain() throws Exception {
    RecordingGate gate = RecordingGate.answering(Answer.ALLOW);

    run("NamesakeTool");

    assertThat(Bodies.list()).containsExactly("outer {}", "own {}");
    assertThat(gate.decisions()).hasSize(2);
    assertThat(gate.decisions().get(1)).contains(" parent=1 ");
  }

  @Test
  void aMethodThatOnlyLooksLikeAToolIsNotJudged() throws Exception {
    RecordingGate gate = RecordingGate.answering(Answer.DENY);

    assertThat(run("NotATool")).isEqualTo("called home");

    assertThat(gate.decisions()).isEmpty();
  }

  @Test
  void callsBelongToTheConversationOfTheirChatOnPooledThreadsToo() throws Exception {
    RecordingGate gate = RecordingGate.answering(Answer.DENY);

    assertThat(run("Conversations"))
        .isEqualTo("\"refused 1\" | \"refused 2\" | \"refused 3\" | \"refused 4\"");

    assertThat(gate.decisions())
        .extracting(decision -> decision.substring(decision.indexOf("session=")))
        .containsExactly(
            "session=streamed parent=0 spring-ai 2.0.1",
            "session=called parent=0 spring-ai 2.0.1",
            "session=null parent=0 spring-ai 2.0.1",
            "session=null parent=0 spring-ai 2.0.1");
    assertThat(CallContext.current().session()).isNull();
  }

  @Test
  void aStreamedChatInsideAToolKnowsWhichCallItActsForAndItsOwnConversation() throws Exception {
    RecordingGate gate = RecordingGate.answering(Answer.ALLOW);

    run("ToolWithAChat");

    assertThat(Bodies.list()).hasSize(3);
    assertThat(gate.decisions())
        .extracting(decision -> decision.substring(decision.indexOf("session=")))
        .containsExactly(
            "session=session-1 parent=0 spring-ai 2.0.1",
            "session=session-1 parent=1 spring-ai 2.0.1",
            "session=inner parent=1 spring-ai 2.0.1");
  }

  @Test
  void aCallbackWithANewWayToRunToolsCannotBeUsed() {
    RecordingGate.answering(Answer.ALLOW);
    WeavingLoader loader = new WeavingLoader(true);
    loader.patch(CALLBACK, withMethod(loader.original(CALLBACK), "callLater"));

    assertThatThrownBy(() -> loader.run("springai.OwnTool")).isInstanceOf(LinkageError.class);

    assertThat(loader.failed).hasSize(1);
    assertThat(loader.failed.get(0))
        .startsWith(CALLBACK + ": signature changed in spring-ai 2.0.1: ")
        .contains("`callLater(")
        .endsWith("is not known");
    assertThat(Bodies.list()).isEmpty();
  }

  private static byte[] withMethod(byte[] classFile, String name) {
    ClassWriter writer = new ClassWriter(0);
    new ClassReader(classFile).accept(writer, 0);
    writer
        .visitMethod(
            Opcodes.ACC_PUBLIC | Opcodes.ACC_ABSTRACT, name, "(Ljava/lang/String;)V", null, null)
        .visitEnd();
    return writer.toByteArray();
  }
}
