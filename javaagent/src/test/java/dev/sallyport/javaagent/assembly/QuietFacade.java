package dev.sallyport.javaagent.assembly;

import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Empties one method of the store's library that gathers facts for usage reports. The reporter is
 * not bundled, but gathering would fix the application's default time zone before its main method
 * can set one.
 */
final class QuietFacade {
  static final String ENTRY = "net/openhft/chronicle/core/analytics/AnalyticsFacade.class";
  private static final String METHOD = "standardAdditionalProperties";

  private QuietFacade() {}

  static byte[] patch(byte[] classFile) {
    ClassWriter writer = new ClassWriter(0);
    Emptier emptier = new Emptier(writer);
    new ClassReader(classFile).accept(emptier, 0);
    if (!emptier.found) {
      throw new IllegalStateException(ENTRY + " has no method " + METHOD);
    }
    return writer.toByteArray();
  }

  private static final class Emptier extends ClassVisitor {
    private boolean found;

    Emptier(ClassVisitor next) {
      super(Opcodes.ASM9, next);
    }

    @Override
    public MethodVisitor visitMethod(
        int access, String name, String descriptor, String signature, String[] exceptions) {
      MethodVisitor method = super.visitMethod(access, name, descriptor, signature, exceptions);
      if (!name.equals(METHOD)) {
        return method;
      }
      found = true;
      method.visitCode();
      method.visitMethodInsn(
          Opcodes.INVOKESTATIC, "java/util/Collections", "emptyMap", "()Ljava/util/Map;", false);
      method.visitInsn(Opcodes.ARETURN);
      method.visitMaxs(1, 1);
      method.visitEnd();
      return new MethodVisitor(Opcodes.ASM9) {};
    }
  }
}
