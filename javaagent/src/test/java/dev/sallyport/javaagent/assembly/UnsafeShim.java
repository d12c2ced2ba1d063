package dev.sallyport.javaagent.assembly;

import static org.objectweb.asm.Opcodes.ACC_FINAL;
import static org.objectweb.asm.Opcodes.ACC_PRIVATE;
import static org.objectweb.asm.Opcodes.ACC_PUBLIC;
import static org.objectweb.asm.Opcodes.ACC_STATIC;
import static org.objectweb.asm.Opcodes.ALOAD;
import static org.objectweb.asm.Opcodes.DUP;
import static org.objectweb.asm.Opcodes.ILOAD;
import static org.objectweb.asm.Opcodes.INVOKESPECIAL;
import static org.objectweb.asm.Opcodes.INVOKESTATIC;
import static org.objectweb.asm.Opcodes.INVOKEVIRTUAL;
import static org.objectweb.asm.Opcodes.IRETURN;
import static org.objectweb.asm.Opcodes.NEW;
import static org.objectweb.asm.Opcodes.PUTSTATIC;
import static org.objectweb.asm.Opcodes.RETURN;
import static org.objectweb.asm.Opcodes.V17;

import java.lang.reflect.Method;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.commons.ClassRemapper;
import org.objectweb.asm.commons.SimpleRemapper;

/**
 * Replaces {@code sun.misc.Unsafe}, which newer JDKs warn about and then remove, in the classes of
 * the store by a generated class of the same shape over {@code jdk.internal.misc.Unsafe}. Only the
 * members in use are generated; one that the JDK does not have fails the build.
 */
final class UnsafeShim {
  private static final String ORIGINAL = "sun/misc/Unsafe";
  private static final String SHIM = "dev/sallyport/javaagent/start/UnsafeShim";
  private static final String ARRAYS = "dev/sallyport/javaagent/start/UnsafeArrays";
  private static final String INTERNAL = "jdk/internal/misc/Unsafe";

  private static final Map<String, String> RENAMED =
      Map.ofEntries(
          Map.entry("compareAndSwapInt", "compareAndSetInt"),
          Map.entry("compareAndSwapLong", "compareAndSetLong"),
          Map.entry("compareAndSwapObject", "compareAndSetReference"),
          Map.entry("getObject", "getReference"),
          Map.entry("putObject", "putReference"),
          Map.entry("getObjectVolatile", "getReferenceVolatile"),
          Map.entry("putObjectVolatile", "putReferenceVolatile"),
          Map.entry("getAndSetObject", "getAndSetReference"),
          Map.entry("putOrderedInt", "putIntRelease"),
          Map.entry("putOrderedLong", "putLongRelease"),
          Map.entry("putOrderedObject", "putReferenceRelease"));

  /** Also what is looked up by name at run time: the cleaner of mapped buffers. */
  private final Set<String> methods =
      new TreeSet<>(Set.of("invokeCleaner(Ljava/nio/ByteBuffer;)V"));

  private final Set<String> constants = new TreeSet<>();

  /** The class with its references to the original replaced, or the same bytes if it has none. */
  byte[] remap(byte[] classFile) {
    if (!mentionsOriginal(classFile)) {
      return classFile;
    }
    ClassReader reader = new ClassReader(classFile);
    reader.accept(new UseCollector(), 0);
    ClassWriter writer = new ClassWriter(0);
    reader.accept(
        new ClassRemapper(writer, new SimpleRemapper(Opcodes.ASM9, Map.of(ORIGINAL, SHIM))), 0);
    return writer.toByteArray();
  }

  private static boolean mentionsOriginal(byte[] classFile) {
    return new String(classFile, java.nio.charset.StandardCharsets.ISO_8859_1).contains(ORIGINAL);
  }

  String className() {
    return SHIM;
  }

  /** The generated class; call it after every class was remapped. */
  byte[] generate() {
    ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
    writer.visit(V17, ACC_PUBLIC | ACC_FINAL, SHIM, null, "java/lang/Object", null);
    String self = "L" + SHIM + ";";
    // Named like the original's field, because its users look it up by that name.
    writer.visitField(ACC_PRIVATE | ACC_STATIC | ACC_FINAL, "theUnsafe", self, null, null);
    for (String constant : constants) {
      writer.visitField(ACC_PUBLIC | ACC_STATIC | ACC_FINAL, constant, "I", null, null);
    }
    constructor(writer);
    initializer(writer, self);
    for (String method : methods) {
      int paren = method.indexOf('(');
      delegate(writer, method.substring(0, paren), method.substring(paren));
    }
    writer.visitEnd();
    return writer.toByteArray();
  }

  private static void constructor(ClassWriter writer) {
    MethodVisitor code = writer.visitMethod(ACC_PRIVATE, "<init>", "()V", null, null);
    code.visitCode();
    code.visitVarInsn(ALOAD, 0);
    code.visitMethodInsn(INVOKESPECIAL, "java/lang/Object", "<init>", "()V", false);
    code.visitInsn(RETURN);
    code.visitMaxs(0, 0);
  }

  private void initializer(ClassWriter writer, String self) {
    MethodVisitor code = writer.visitMethod(ACC_STATIC, "<clinit>", "()V", null, null);
    code.visitCode();
    code.visitTypeInsn(NEW, SHIM);
    code.visitInsn(DUP);
    code.visitMethodInsn(INVOKESPECIAL, SHIM, "<init>", "()V", false);
    code.visitFieldInsn(PUTSTATIC, SHIM, "theUnsafe", self);
    for (String constant : constants) {
      code.visitLdcInsn(constant);
      code.visitMethodInsn(INVOKESTATIC, ARRAYS, "constant", "(Ljava/lang/String;)I", false);
      code.visitFieldInsn(PUTSTATIC, SHIM, constant, "I");
    }
    code.visitInsn(RETURN);
    code.visitMaxs(0, 0);
  }

  private static void delegate(ClassWriter writer, String name, String descriptor) {
    MethodVisitor code = writer.visitMethod(ACC_PUBLIC, name, descriptor, null, null);
    code.visitCode();
    boolean baseOffset = name.equals("arrayBaseOffset");
    if (!baseOffset) {
      code.visitMethodInsn(INVOKESTATIC, INTERNAL, "getUnsafe", "()L" + INTERNAL + ";", false);
    }
    int slot = 1;
    for (Type argument : Type.getArgumentTypes(descriptor)) {
      code.visitVarInsn(argument.getOpcode(ILOAD), slot);
      slot += argument.getSize();
    }
    if (baseOffset) {
      code.visitMethodInsn(INVOKESTATIC, ARRAYS, name, descriptor, false);
    } else {
      String target = RENAMED.getOrDefault(name, name);
      requireInJdk(target, descriptor);
      code.visitMethodInsn(INVOKEVIRTUAL, INTERNAL, target, descriptor, false);
    }
    code.visitInsn(Type.getReturnType(descriptor).getOpcode(IRETURN));
    code.visitMaxs(0, 0);
  }

  private static void requireInJdk(String name, String descriptor) {
    for (Method method : internalUnsafe().getMethods()) {
      if (method.getName().equals(name) && Type.getMethodDescriptor(method).equals(descriptor)) {
        return;
      }
    }
    throw new IllegalStateException("jdk.internal.misc.Unsafe has no " + name + descriptor);
  }

  private static Class<?> internalUnsafe() {
    try {
      return Class.forName("jdk.internal.misc.Unsafe");
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  private final class UseCollector extends ClassVisitor {
    UseCollector() {
      super(Opcodes.ASM9);
    }

    @Override
    public MethodVisitor visitMethod(
        int access, String name, String descriptor, String signature, String[] exceptions) {
      return new MethodVisitor(Opcodes.ASM9) {
        @Override
        public void visitMethodInsn(
            int opcode, String owner, String method, String type, boolean isInterface) {
          if (owner.equals(ORIGINAL)) {
            methods.add(method + type);
          }
        }

        @Override
        public void visitFieldInsn(int opcode, String owner, String field, String type) {
          if (owner.equals(ORIGINAL)) {
            constants.add(field);
          }
        }
      };
    }
  }
}
