package dev.sallyport.instrumentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.instrumentation.RecordingGate.Answer;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FailClosedTest {
  private static final String EXECUTOR = "dev.langchain4j.service.tool.ToolExecutor";
  private static final String TOOL_SERVICE = "dev.langchain4j.service.tool.ToolService";
  private static final String SAMPLE = "dev.sallyport.instrumentation.sample.LambdaByHand";

  @BeforeEach
  void deny() {
    RecordingGate.answering(Answer.DENY);
    Bodies.clear();
  }

  @Test
  void anInterfaceWhoseMethodWasRenamedCannotBeUsed() {
    WeavingLoader loader = new WeavingLoader(true);
    loader.patch(EXECUTOR, rename(loader.original(EXECUTOR), "execute", "run"));

    assertThatThrownBy(() -> loader.run("LambdaWithContext"))
        .isInstanceOf(LinkageError.class)
        .hasMessageContaining("ClassRefusedBecauseItCouldNotBeGuarded");

    assertThat(loader.failed).hasSize(1);
    assertThat(loader.failed.get(0))
        .startsWith(EXECUTOR + ": signature changed in langchain4j 1.")
        .contains("`execute(")
        .endsWith("is missing");
    assertThat(Bodies.list()).isEmpty();
  }

  @Test
  void anInterfaceWithANewWayToRunToolsCannotBeUsed() {
    WeavingLoader loader = new WeavingLoader(true);
    loader.patch(EXECUTOR, addMethod(loader.original(EXECUTOR), "executeAsync"));

    assertThatThrownBy(() -> loader.run("LambdaByHand")).isInstanceOf(LinkageError.class);

    assertThat(loader.failed).hasSize(1);
    assertThat(loader.failed.get(0)).contains("`executeAsync(").endsWith("is not known");
    assertThat(Bodies.list()).isEmpty();
  }

  @Test
  void aDispatcherThatRunsToolsInAnotherWayCannotBeUsed() {
    WeavingLoader loader = new WeavingLoader(true);
    loader.patch(
        TOOL_SERVICE, renameCalls(loader.original(TOOL_SERVICE), "executeWithContext", "runNow"));

    assertThatThrownBy(() -> loader.loadClass(TOOL_SERVICE)).isInstanceOf(LinkageError.class);

    assertThat(loader.failed).hasSize(1);
    assertThat(loader.failed.get(0)).startsWith(TOOL_SERVICE + ": signature changed");
  }

  @Test
  void aClassFileThatCannotBeReadCannotBeUsed() {
    WeavingLoader loader = new WeavingLoader(true);
    byte[] classFile = loader.original(SAMPLE);
    classFile[6] = 0x7F; // a class file version that no Byte Buddy knows
    loader.patch(SAMPLE, classFile);

    assertThatThrownBy(() -> loader.run("LambdaByHand")).isInstanceOf(LinkageError.class);

    assertThat(loader.failed).hasSize(1);
    assertThat(loader.failed.get(0)).startsWith(SAMPLE + ": could not be woven: ");
  }

  @Test
  void aCallInAClassFileTooOldToBeGuardedMakesItUnusable() {
    WeavingLoader loader = new WeavingLoader(true);
    byte[] classFile = loader.original(SAMPLE);
    classFile[7] = Opcodes.V1_6;
    loader.patch(SAMPLE, classFile);

    assertThatThrownBy(() -> loader.run("LambdaByHand")).isInstanceOf(LinkageError.class);

    assertThat(loader.failed).hasSize(1);
    assertThat(loader.failed.get(0)).contains("class file version 50");
  }

  @Test
  void inObserveModeTheClassIsReportedAndLeftAsItIs() throws Exception {
    WeavingLoader loader = new WeavingLoader(false);
    loader.patch(EXECUTOR, addMethod(loader.original(EXECUTOR), "executeAsync"));

    assertThat(loader.run("LambdaWithContext")).isEqualTo("ran lambda");

    assertThat(loader.failed).hasSize(1);
    assertThat(Bodies.list()).hasSize(1);
  }

  @Test
  void aListenerThatFailsDoesNotOpenTheClass() {
    WeavingLoader loader = new WeavingLoader(true);
    WeavingTransformer transformer =
        new WeavingTransformer(
            JoinPoints.all(), JoinPoints.expected(), true, new FailingListener());

    byte[] refused =
        transformer.transform(
            loader,
            EXECUTOR.replace('.', '/'),
            null,
            null,
            rename(loader.original(EXECUTOR), "execute", "run"));
    byte[] unheard =
        transformer.transform(
            loader, SAMPLE.replace('.', '/'), null, null, loader.original(SAMPLE));

    assertThat(refused).isEqualTo(UnusableClass.bytes());
    assertThat(unheard).isEqualTo(UnusableClass.bytes());
  }

  private static final class FailingListener implements WeavingListener {
    @Override
    public void woven(ClassLoader loader, String className, String framework, int joinPoints) {
      throw new IllegalStateException("deaf");
    }

    @Override
    public void failed(String className, String reason, Throwable cause) {
      throw new StackOverflowError();
    }
  }

  private static byte[] rename(byte[] classFile, String from, String to) {
    return patch(
        classFile,
        writer ->
            new ClassVisitor(Opcodes.ASM9, writer) {
              @Override
              public MethodVisitor visitMethod(
                  int access,
                  String name,
                  String descriptor,
                  @Nullable String signature,
                  String @Nullable [] exceptions) {
                return super.visitMethod(
                    access, name.equals(from) ? to : name, descriptor, signature, exceptions);
              }
            });
  }

  private static byte[] addMethod(byte[] classFile, String name) {
    return patch(
        classFile,
        writer ->
            new ClassVisitor(Opcodes.ASM9, writer) {
              @Override
              public void visitEnd() {
                MethodVisitor method =
                    super.visitMethod(
                        Opcodes.ACC_PUBLIC,
                        name,
                        "(Ldev/langchain4j/agent/tool/ToolExecutionRequest;)V",
                        null,
                        null);
                method.visitCode();
                method.visitInsn(Opcodes.RETURN);
                method.visitMaxs(0, 2);
                method.visitEnd();
                super.visitEnd();
              }
            });
  }

  private static byte[] renameCalls(byte[] classFile, String from, String to) {
    return patch(
        classFile,
        writer ->
            new ClassVisitor(Opcodes.ASM9, writer) {
              @Override
              public MethodVisitor visitMethod(
                  int access,
                  String name,
                  String descriptor,
                  @Nullable String signature,
                  String @Nullable [] exceptions) {
                return new MethodVisitor(
                    Opcodes.ASM9,
                    super.visitMethod(access, name, descriptor, signature, exceptions)) {
                  @Override
                  public void visitMethodInsn(
                      int opcode, String owner, String method, String type, boolean isInterface) {
                    super.visitMethodInsn(
                        opcode, owner, method.equals(from) ? to : method, type, isInterface);
                  }
                };
              }
            });
  }

  private interface Patch {
    ClassVisitor around(ClassWriter writer);
  }

  private static byte[] patch(byte[] classFile, Patch patch) {
    ClassWriter writer = new ClassWriter(0);
    new ClassReader(classFile).accept(patch.around(writer), 0);
    return writer.toByteArray();
  }
}
