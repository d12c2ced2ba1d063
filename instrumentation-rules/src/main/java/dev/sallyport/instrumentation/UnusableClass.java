package dev.sallyport.instrumentation;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * A class file in place of one that must not run unguarded. The JVM swallows what a transformer
 * throws and would run the class as it is; this one it refuses with a {@link LinkageError}, because
 * it has another name. That name is part of the error's message and says why.
 */
final class UnusableClass {
  private static final String NAME = "dev/sallyport/ClassRefusedBecauseItCouldNotBeGuarded";

  private UnusableClass() {}

  /** The bytes of the class file (JVMS 4.1): version 52, no members. */
  static byte[] bytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(160);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeInt(0xCAFEBABE);
      out.writeInt(52);
      out.writeShort(5);
      writeClass(out, NAME, 2);
      writeClass(out, "java/lang/Object", 4);
      out.writeShort(0x0021); // public, super
      writeTail(out);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }

  private static void writeClass(DataOutputStream out, String name, int nameIndex)
      throws IOException {
    out.writeByte(7);
    out.writeShort(nameIndex);
    out.writeByte(1);
    out.writeUTF(name);
  }

  /** This class, superclass, and no interfaces, fields, methods or attributes. */
  private static void writeTail(DataOutputStream out) throws IOException {
    out.writeShort(1);
    out.writeShort(3);
    for (int i = 0; i < 4; i++) {
      out.writeShort(0);
    }
  }
}
