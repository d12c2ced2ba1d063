package dev.sallyport.javaagent.assembly;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.commons.ClassRemapper;
import org.objectweb.asm.commons.Remapper;

/**
 * The part of a library that given classes need: every class that they mention, that these mention,
 * and so on. Whole classes only, so nothing that is kept can miss a class when it is linked. What a
 * library loads by a name it puts together is not found; there must be a test that uses it.
 */
final class ReachableClasses {
  private static final String CLASS = ".class";

  private ReachableClasses() {}

  /**
   * The entries of {@code library} that {@code users} need; no entry that is not a class.
   *
   * @param library entry name to content
   * @param users class files that need a part of the library
   */
  static SortedMap<String, byte[]> keep(SortedMap<String, byte[]> library, Iterable<byte[]> users) {
    SortedMap<String, byte[]> kept = new TreeMap<>();
    Deque<byte[]> unread = new ArrayDeque<>();
    for (byte[] user : users) {
      unread.add(user);
    }
    while (!unread.isEmpty()) {
      for (String mentioned : mentionedBy(unread.remove())) {
        byte[] found = library.get(mentioned + CLASS);
        if (found != null && kept.put(mentioned + CLASS, found) == null) {
          unread.add(found);
        }
      }
    }
    return kept;
  }

  /** Internal names of the classes in descriptors, instructions, annotations and constants. */
  private static Set<String> mentionedBy(byte[] classFile) {
    Set<String> names = new TreeSet<>();
    Remapper collector =
        new Remapper(Opcodes.ASM9) {
          @Override
          public String map(String internalName) {
            names.add(internalName);
            return internalName;
          }
        };
    // A remapper looks only into what someone takes from it.
    ClassWriter taker = new ClassWriter(0);
    new ClassReader(classFile).accept(new ClassRemapper(taker, collector), 0);
    return names;
  }
}
