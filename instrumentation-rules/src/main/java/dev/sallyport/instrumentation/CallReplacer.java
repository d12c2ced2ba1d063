package dev.sallyport.instrumentation;

import dev.sallyport.bootstrap.CarriedContext;
import dev.sallyport.bootstrap.GuardedCallSite;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.Handle;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;
import net.bytebuddy.utility.OpenedClassReader;
import org.jspecify.annotations.Nullable;

/**
 * Replaces calls in one class: a call of a functional tool interface links to {@link
 * GuardedCallSite}, and so does a method reference to it; a task for another thread is wrapped by
 * {@link CarriedContext}. One call becomes one call, so stack frames and locals stay as they are.
 */
final class CallReplacer {
  private static final String GUARD = Type.getInternalName(GuardedCallSite.class);
  private static final String METAFACTORY = "java/lang/invoke/LambdaMetafactory";
  private static final String BOOTSTRAP =
      "(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;Ljava/lang/invoke/MethodType;";
  private static final Handle LINK =
      new Handle(
          Opcodes.H_INVOKESTATIC,
          GUARD,
          "link",
          BOOTSTRAP
              + "Ljava/lang/String;Ljava/lang/invoke/MethodHandle;"
              + "[Ljava/lang/invoke/MethodHandle;)Ljava/lang/invoke/CallSite;",
          false);
  private static final Handle LINK_REFERENCE =
      new Handle(
          Opcodes.H_INVOKESTATIC,
          GUARD,
          "linkReference",
          BOOTSTRAP + "[Ljava/lang/Object;)Ljava/lang/invoke/CallSite;",
          false);

  private final List<JoinPoint> joinPoints;
  private final List<String> frameworks;
  private final Set<JoinPoint> applied = new HashSet<>();
  private int replaced;

  /** Replaces calls in the class; {@code frameworks} are the labels of {@code joinPoints}. */
  CallReplacer(List<JoinPoint> joinPoints, List<String> frameworks) {
    this.joinPoints = joinPoints;
    this.frameworks = frameworks;
  }

  /** Whether any call was replaced for {@code joinPoint}. */
  boolean hasReplaced(JoinPoint joinPoint) {
    return applied.contains(joinPoint);
  }

  // Whether invokedynamic is used, which not even Netty 4.1 can have: it is compiled for Java 6.
  private boolean linked;

  /** How many calls were replaced. */
  int replaced() {
    return replaced;
  }

  /**
   * The class with its calls replaced, or null if it has none.
   *
   * @throws IllegalStateException if it has some that cannot be replaced
   */
  byte @Nullable [] replaceIn(byte[] classFile) {
    if (joinPoints.isEmpty()) {
      return null;
    }
    ClassReader reader = OpenedClassReader.of(classFile);
    ClassWriter writer = new ClassWriter(reader, 0);
    reader.accept(new Classes(writer), 0);
    if (replaced == 0) {
      return null;
    }
    int version = (classFile[6] & 0xFF) << 8 | classFile[7] & 0xFF;
    if (linked && version < Opcodes.V1_7) {
      throw new IllegalStateException(
          "class file version " + version + " has no invokedynamic, 51 or later has");
    }
    return writer.toByteArray();
  }

  private final class Classes extends ClassVisitor {
    Classes(ClassVisitor next) {
      super(OpenedClassReader.ASM_API, next);
    }

    @Override
    public MethodVisitor visitMethod(
        int access,
        String name,
        String descriptor,
        @Nullable String signature,
        String @Nullable [] exceptions) {
      return new Methods(name, super.visitMethod(access, name, descriptor, signature, exceptions));
    }
  }

  private final class Methods extends MethodVisitor {
    private final String method;

    Methods(String method, MethodVisitor next) {
      super(OpenedClassReader.ASM_API, next);
      this.method = method;
    }

    @Override
    public void visitMethodInsn(
        int opcode, String owner, String name, String descriptor, boolean isInterface) {
      for (int i = 0; i < joinPoints.size(); i++) {
        JoinPoint joinPoint = joinPoints.get(i);
        if (isHandover(joinPoint, opcode, owner, name, descriptor)) {
          wrapTask();
        } else if (isTaskRun(joinPoint, opcode, method, name, descriptor)) {
          runTask(joinPoint);
          return;
        } else if (opcode == Opcodes.INVOKEINTERFACE && isGuarded(joinPoint, name, descriptor)) {
          replaced++;
          linked = true;
          Handle target = new Handle(Opcodes.H_INVOKEINTERFACE, owner, name, descriptor, true);
          super.visitInvokeDynamicInsn(
              name,
              "(L" + owner + ";" + descriptor.substring(1),
              LINK,
              arguments(frameworks.get(i), List.of(target), joinPoint.request(), List.of()));
          return;
        }
      }
      super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
    }

    /** The task is all there is on the stack, and nothing comes back. */
    private void runTask(JoinPoint joinPoint) {
      replaced++;
      applied.add(joinPoint);
      super.visitMethodInsn(
          Opcodes.INVOKESTATIC,
          Type.getInternalName(CarriedContext.class),
          "run",
          "(Ljava/lang/Runnable;)V",
          false);
    }

    /** The task lies below the executor on the stack. */
    private void wrapTask() {
      replaced++;
      super.visitInsn(Opcodes.SWAP);
      String supplier = Type.getDescriptor(Supplier.class);
      super.visitMethodInsn(
          Opcodes.INVOKESTATIC,
          Type.getInternalName(CarriedContext.class),
          "carry",
          "(" + supplier + ")" + supplier,
          false);
      super.visitInsn(Opcodes.SWAP);
    }

    @Override
    public void visitInvokeDynamicInsn(
        String name, String descriptor, Handle bootstrap, Object... bootstrapArguments) {
      int index = guardedHandleIn(bootstrapArguments);
      if (index < 0) {
        super.visitInvokeDynamicInsn(name, descriptor, bootstrap, bootstrapArguments);
        return;
      }
      if (!METAFACTORY.equals(bootstrap.getOwner())
          || !(bootstrapArguments[1] instanceof Handle target)
          || guarding(target) != index) {
        throw new IllegalStateException(
            "a method handle on a tool cannot be guarded: " + bootstrap);
      }
      replaced++;
      super.visitInvokeDynamicInsn(
          name,
          descriptor,
          LINK_REFERENCE,
          arguments(
              frameworks.get(index),
              List.of(),
              joinPoints.get(index).request(),
              List.of(bootstrapArguments)));
    }

    @Override
    public void visitLdcInsn(Object constant) {
      if (constant instanceof Handle handle && guarding(handle) >= 0) {
        throw new IllegalStateException("a method handle on a tool cannot be guarded: " + handle);
      }
      super.visitLdcInsn(constant);
    }
  }

  private static boolean isTaskRun(
      JoinPoint joinPoint, int opcode, String inMethod, String name, String descriptor) {
    return joinPoint.kind() == JoinPointKind.TASK_RUN
        && (opcode == Opcodes.INVOKEINTERFACE || opcode == Opcodes.INVOKEVIRTUAL)
        && name.equals("run")
        && descriptor.equals("()V")
        && (joinPoint.method().equals("*") || joinPoint.method().equals(inMethod));
  }

  private boolean isHandover(
      JoinPoint joinPoint, int opcode, String owner, String name, String descriptor) {
    return joinPoint.kind() == JoinPointKind.TASK_HANDOVER
        && opcode == Opcodes.INVOKESTATIC
        && owner.equals("java/util/concurrent/CompletableFuture")
        && joinPoint.matches(name, descriptor);
  }

  /**
   * Whatever interface is named: one that extends the owner can have lambdas too. Not in the owner
   * itself, whose methods have advice.
   */
  private boolean isGuarded(JoinPoint joinPoint, String name, String descriptor) {
    return joinPoint.kind() == JoinPointKind.CALL_SITE && joinPoint.matches(name, descriptor);
  }

  private int guardedHandleIn(Object[] constants) {
    for (Object constant : constants) {
      if (constant instanceof Handle handle) {
        int index = guarding(handle);
        if (index >= 0) {
          return index;
        }
      }
    }
    return -1;
  }

  /** The index of the join point that guards what {@code handle} calls, or -1. */
  private int guarding(Handle handle) {
    for (int i = 0; i < joinPoints.size(); i++) {
      if (handle.getTag() == Opcodes.H_INVOKEINTERFACE
          && isGuarded(joinPoints.get(i), handle.getName(), handle.getDesc())) {
        return i;
      }
    }
    return -1;
  }

  private static Object[] arguments(
      String framework, List<Handle> target, List<MemberReference> request, List<Object> linkage) {
    List<Object> arguments = new ArrayList<>();
    arguments.add(framework);
    arguments.addAll(target);
    for (MemberReference member : request) {
      arguments.add(handle(member));
    }
    arguments.addAll(linkage);
    return arguments.toArray();
  }

  private static Handle handle(MemberReference member) {
    return new Handle(
        member.isStatic() ? Opcodes.H_INVOKESTATIC : Opcodes.H_INVOKEVIRTUAL,
        member.owner(),
        member.name(),
        member.descriptor(),
        false);
  }
}
