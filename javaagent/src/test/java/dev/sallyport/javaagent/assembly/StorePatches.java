package dev.sallyport.javaagent.assembly;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Replaces methods of the store's library that have effects on the application: two gather facts
 * for usage reports (whose reporter is not bundled) and fix the default time zone before main can
 * set one; two look for folders for temporary files and create them in the working directory.
 */
final class StorePatches {
  private static final String INITIALIZER = "<clinit>";
  private static final String CORE = "net/openhft/chronicle/core/";

  private static final Map<String, Set<String>> METHODS =
      Map.of(
          CORE + "analytics/AnalyticsFacade.class",
          Set.of("standardAdditionalProperties", "standardUserProperties"),
          CORE + "OS.class",
          Set.of("findTmp", "findTarget"),
          "net/openhft/chronicle/wire/Wires$SerializeJavaLang.class",
          Set.of(INITIALIZER));

  private StorePatches() {}

  /** The class file with its methods replaced; the same bytes if it has none to replace. */
  static byte[] apply(String entry, byte[] classFile) {
    Set<String> methods = METHODS.get(entry);
    if (methods == null) {
      return classFile;
    }
    ClassWriter writer = new ClassWriter(0);
    Replacer replacer = new Replacer(writer, methods);
    new ClassReader(classFile).accept(replacer, 0);
    if (!replacer.missing.isEmpty()) {
      throw new IllegalStateException(entry + " has no method " + replacer.missing);
    }
    return writer.toByteArray();
  }

  private static final class Replacer extends ClassVisitor {
    private final Set<String> missing;

    Replacer(ClassVisitor next, Set<String> methods) {
      super(Opcodes.ASM9, next);
      missing = new HashSet<>(methods);
    }

    @Override
    public MethodVisitor visitMethod(
        int access, String name, String descriptor, String signature, String[] exceptions) {
      MethodVisitor method = super.visitMethod(access, name, descriptor, signature, exceptions);
      if (!missing.remove(name)) {
        return method;
      }
      if (name.equals(INITIALIZER)) {
        return new EndAfterConstants(method);
      }
      method.visitCode();
      if (descriptor.equals("()Ljava/lang/String;")) {
        method.visitLdcInsn(".");
      } else if (descriptor.equals("()Ljava/util/Map;")) {
        newMap(method);
      } else {
        throw new IllegalStateException("`" + name + descriptor + "` is not the method expected");
      }
      method.visitInsn(Opcodes.ARETURN);
      method.visitMaxs(2, 0);
      method.visitEnd();
      return new MethodVisitor(Opcodes.ASM9) {};
    }

    /** A map of its own: the callers add to it. */
    private static void newMap(MethodVisitor method) {
      method.visitTypeInsn(Opcodes.NEW, "java/util/HashMap");
      method.visitInsn(Opcodes.DUP);
      method.visitMethodInsn(Opcodes.INVOKESPECIAL, "java/util/HashMap", "<init>", "()V", false);
    }
  }

  /** Ends an enum's initialiser once its constants are set, before the fields that come after. */
  private static final class EndAfterConstants extends MethodVisitor {
    private final MethodVisitor kept;

    EndAfterConstants(MethodVisitor kept) {
      super(Opcodes.ASM9, kept);
      this.kept = kept;
    }

    @Override
    public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
      super.visitFieldInsn(opcode, owner, name, descriptor);
      if (opcode == Opcodes.PUTSTATIC && name.equals("$VALUES")) {
        kept.visitInsn(Opcodes.RETURN);
        mv = null;
      }
    }

    @Override
    public void visitMaxs(int maxStack, int maxLocals) {
      if (mv != null) {
        throw new IllegalStateException("the initialiser is not that of an enum");
      }
      kept.visitMaxs(maxStack, maxLocals);
    }

    @Override
    public void visitEnd() {
      kept.visitEnd();
    }
  }
}
