package dev.sallyport.instrumentation;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.utility.OpenedClassReader;
import org.jspecify.annotations.Nullable;

/**
 * What one class declares and calls. The pool tells that a string occurs; this tells whether it is
 * a method with a body, and where it is called.
 */
final class ClassSurvey extends ClassVisitor {
  /** Name and descriptor, joined, of each declared method. */
  final Set<String> declared = new HashSet<>();

  /** The same of each declared method that has a body and an instance, or is a constructor. */
  final Set<String> bodies = new HashSet<>();

  /** The same of each declared method or constructor that has a body, static or not. */
  final Set<String> implemented = new HashSet<>();

  /** Owner, name and descriptor, joined with dots, of each method that is called. */
  final Set<String> called = new HashSet<>();

  private ClassSurvey() {
    super(OpenedClassReader.ASM_API);
  }

  /** Reads {@code classFile}; throws unchecked exceptions if it cannot. */
  static ClassSurvey of(byte[] classFile) {
    ClassSurvey survey = new ClassSurvey();
    OpenedClassReader.of(classFile)
        .accept(survey, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
    return survey;
  }

  @Override
  public MethodVisitor visitMethod(
      int access,
      String name,
      String descriptor,
      @Nullable String signature,
      String @Nullable [] exceptions) {
    declared.add(name + descriptor);
    if ((access & (Opcodes.ACC_ABSTRACT | Opcodes.ACC_NATIVE | Opcodes.ACC_STATIC)) == 0) {
      bodies.add(name + descriptor);
    }
    if ((access & (Opcodes.ACC_ABSTRACT | Opcodes.ACC_NATIVE)) == 0) {
      implemented.add(name + descriptor);
    }
    return new MethodVisitor(OpenedClassReader.ASM_API) {
      @Override
      public void visitMethodInsn(
          int opcode, String owner, String method, String type, boolean isInterface) {
        called.add(owner + "." + method + type);
      }
    };
  }

  /** Says what of {@code shape} this class lacks, or null if it has it all. */
  @Nullable String missing(ExpectedShape shape) {
    List<String> methods = List.of(shape.methods());
    return switch (shape.place()) {
      case DECLARES -> firstNotDeclared(methods);
      case DECLARES_NO_OTHER -> firstOther(methods, "L" + shape.member() + ";");
      case CALLS -> noneCalled(shape.member(), methods);
    };
  }

  private @Nullable String firstNotDeclared(List<String> methods) {
    for (String method : methods) {
      if (!declared.contains(method)) {
        return "method `" + method + "` is missing";
      }
    }
    return null;
  }

  private @Nullable String firstOther(List<String> methods, String type) {
    for (String method : declared) {
      if (method.contains(type) && !methods.contains(method)) {
        return "method `" + method + "` is not known";
      }
    }
    return null;
  }

  private @Nullable String noneCalled(String owner, List<String> methods) {
    List<String> wanted = new ArrayList<>();
    for (String method : methods) {
      wanted.add(owner + "." + method);
    }
    for (String method : wanted) {
      if (called.contains(method)) {
        return null;
      }
    }
    return "none of " + wanted + " is called";
  }
}
