package dev.sallyport.javaagent.assembly;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * Puts sallyport.jar together: entry points at the root, every other module and library as a stored
 * jar under {@code sallyport/} or, if only the command line needs it, {@code sallyport/commands/},
 * each with an index from folder to nested jar. Deterministic: same inputs, same bytes.
 *
 * <p>Arguments: version, folder with the library jars, classes folder of this module, folder with
 * licence texts, folder with the generated third-party list, output file.
 */
public final class JarAssembly {
  private static final LocalDateTime TIMESTAMP = LocalDateTime.of(2026, 1, 1, 0, 0);
  private static final String START = "dev/sallyport/javaagent/start/";

  /** Parts of Byte Buddy that only its own javaagent builder and build plugins need. */
  private static final String[] UNUSED = {"net/bytebuddy/agent/builder/", "net/bytebuddy/build/"};

  private static final String NESTED = "sallyport/";

  /**
   * What only the command line needs lies apart and has an index of its own, so that the javaagent
   * does not read its names at every start of an application.
   */
  private static final String COMMANDS = NESTED + "commands/";

  private static final Set<String> ONLY_FOR_COMMANDS =
      Set.of("sallyport-cli", "picocli", "kafka-clients", "protobuf-java", "opentelemetry-proto");

  /** Libraries of which only the classes that ours need are taken along. */
  private static final Set<String> TAKEN_IN_PART =
      Set.of("bcprov-jdk18on", "jsqlparser", "opentelemetry-proto");

  private final UnsafeShim shim = new UnsafeShim();
  private final SortedMap<String, byte[]> root = new TreeMap<>();
  private final SortedMap<String, SortedMap<String, byte[]>> nested = new TreeMap<>();

  private final Licences licences;

  private JarAssembly(Path licenceTexts) throws IOException {
    licences = new Licences(licenceTexts);
  }

  /** Entry of the build. */
  public static void main(String[] arguments) throws IOException {
    if (arguments.length != 6) {
      throw new IllegalArgumentException(
          "want: version libraries classes licences third-party output");
    }
    JarAssembly assembly = new JarAssembly(Path.of(arguments[3]));
    assembly.addLibraries(Path.of(arguments[1]));
    assembly.adaptLibraries();
    assembly.addClasses(Path.of(arguments[2]));
    assembly.reduceLibraries();
    assembly.addFolder(Path.of(arguments[4]), "META-INF/");
    assembly.root.putAll(assembly.licences.collected());
    assembly.write(arguments[0], Path.of(arguments[5]));
  }

  private void addLibraries(Path folder) throws IOException {
    for (Path jar : sortedFiles(folder)) {
      String name = withoutVersion(jar.getFileName().toString());
      nested.put(nestedName(name), readJar(jar));
      if (!name.startsWith("sallyport-")) {
        licences.add(name, jar);
      }
    }
  }

  private static String nestedName(String library) {
    return (ONLY_FOR_COMMANDS.contains(library) ? COMMANDS : NESTED) + library + ".jar";
  }

  private void reduceLibraries() throws IOException {
    List<byte[]> ours = ourClasses();
    for (String library : TAKEN_IN_PART) {
      String name = nestedName(library);
      SortedMap<String, byte[]> whole = nested.get(name);
      if (whole == null) {
        throw new IOException("there is no library `" + library + "` to take a part of");
      }
      SortedMap<String, byte[]> part = ReachableClasses.keep(whole, ours);
      if (part.isEmpty()) {
        throw new IOException("no class of ours needs the library `" + library + "`");
      }
      nested.put(name, part);
    }
  }

  private List<byte[]> ourClasses() {
    List<byte[]> classes = new ArrayList<>();
    for (var jar : nested.entrySet()) {
      if (jar.getKey().contains("/sallyport-")) {
        for (var entry : jar.getValue().entrySet()) {
          if (entry.getKey().endsWith(".class")) {
            classes.add(entry.getValue());
          }
        }
      }
    }
    return classes;
  }

  /** {@code byte-buddy-1.18.17.jar} is nested as {@code byte-buddy.jar}. */
  private static String withoutVersion(String name) {
    int end = name.length() - ".jar".length();
    for (int i = 0; i < end; i++) {
      if (name.charAt(i) == '-' && Character.isDigit(name.charAt(i + 1))) {
        return name.substring(0, i);
      }
    }
    return name.substring(0, end);
  }

  private SortedMap<String, byte[]> readJar(Path jar) throws IOException {
    SortedMap<String, byte[]> entries = new TreeMap<>();
    try (InputStream file = Files.newInputStream(jar);
        ZipInputStream in = new ZipInputStream(file)) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        if (wanted(entry.getName())) {
          entries.put(entry.getName(), in.readAllBytes());
        }
      }
    }
    return entries;
  }

  /** What runs in the application; a command may as well use the JDK as its libraries do. */
  private void adaptLibraries() {
    for (var jar : nested.entrySet()) {
      if (!jar.getKey().startsWith(COMMANDS)) {
        jar.getValue().replaceAll(this::adapted);
      }
    }
  }

  private byte[] adapted(String name, byte[] bytes) {
    return name.endsWith(".class") ? shim.remap(StorePatches.apply(name, bytes)) : bytes;
  }

  /** Classes, their data, and service files; no other metadata, no sources, no build files. */
  private static boolean wanted(String name) {
    if (name.endsWith("/") || name.endsWith("module-info.class")) {
      return false;
    }
    for (String part : UNUSED) {
      if (name.startsWith(part)) {
        return false;
      }
    }
    return !name.startsWith("META-INF/") || name.startsWith("META-INF/services/");
  }

  private void addClasses(Path folder) throws IOException {
    SortedMap<String, byte[]> start = new TreeMap<>();
    for (Path file : sortedFiles(folder)) {
      String name = folder.relativize(file).toString().replace('\\', '/');
      if (name.startsWith(START)) {
        start.put(name, Files.readAllBytes(file));
      } else if (!name.endsWith("package-info.class") && name.endsWith(".class")) {
        root.put(name, Files.readAllBytes(file));
      }
    }
    start.put(shim.className() + ".class", shim.generate());
    nested.put(NESTED + "sallyport-start.jar", start);
  }

  private void addFolder(Path folder, String prefix) throws IOException {
    for (Path file : sortedFiles(folder)) {
      String name = folder.relativize(file).toString().replace('\\', '/');
      root.put(prefix + name, Files.readAllBytes(file));
    }
  }

  private static List<Path> sortedFiles(Path folder) throws IOException {
    List<Path> files = new ArrayList<>();
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            files.add(file);
            return FileVisitResult.CONTINUE;
          }
        });
    files.sort(Comparator.comparing(Path::toString));
    return files;
  }

  private void write(String version, Path output) throws IOException {
    Files.createDirectories(output.getParent());
    try (OutputStream file = Files.newOutputStream(output);
        ZipOutputStream out = new ZipOutputStream(file)) {
      // The JVM looks for the manifest first; so does everyone who opens the jar.
      deflated(out, "META-INF/MANIFEST.MF", manifest(version));
      for (var entry : root.entrySet()) {
        deflated(out, entry.getKey(), entry.getValue());
      }
      deflated(out, NESTED + "index", index(version, false));
      deflated(out, COMMANDS + "index", index(version, true));
      for (var jar : nested.entrySet()) {
        stored(out, jar.getKey(), zip(jar.getValue(), level(jar.getKey())));
      }
    }
  }

  private static byte[] manifest(String version) {
    String text =
        "Manifest-Version: 1.0\r\n"
            + "Implementation-Title: Sallyport\r\n"
            + ("Implementation-Version: " + version + "\r\n")
            + "Premain-Class: dev.sallyport.javaagent.SallyportAgent\r\n"
            + "Main-Class: dev.sallyport.javaagent.SallyportCommand\r\n"
            + "Can-Redefine-Classes: true\r\n"
            + "Can-Retransform-Classes: true\r\n"
            + "Add-Exports: java.base/sun.nio.ch java.base/jdk.internal.ref\r\n"
            + "  java.base/jdk.internal.misc\r\n"
            + "Add-Opens: java.base/java.lang.reflect\r\n\r\n";
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private byte[] index(String version, boolean forCommands) {
    StringBuilder text = new StringBuilder(version).append('\n');
    for (var jar : nested.entrySet()) {
      if (jar.getKey().startsWith(COMMANDS) != forCommands) {
        continue;
      }
      TreeSet<String> folders = new TreeSet<>();
      for (String name : jar.getValue().keySet()) {
        int slash = name.lastIndexOf('/');
        folders.add(slash < 0 ? "." : name.substring(0, slash));
      }
      text.append(jar.getKey());
      for (String folder : folders) {
        text.append(' ').append(folder);
      }
      text.append('\n');
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** What every start reads is not compressed: a cold JVM inflates slowly. */
  private static int level(String jar) {
    boolean read = jar.startsWith(NESTED + "sallyport-") || jar.startsWith(NESTED + "snakeyaml");
    return read ? Deflater.NO_COMPRESSION : Deflater.BEST_COMPRESSION;
  }

  private static byte[] zip(SortedMap<String, byte[]> entries, int level) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream out = new ZipOutputStream(bytes)) {
      out.setLevel(level);
      for (var entry : entries.entrySet()) {
        deflated(out, entry.getKey(), entry.getValue());
      }
    }
    return bytes.toByteArray();
  }

  private static void deflated(ZipOutputStream out, String name, byte[] data) throws IOException {
    ZipEntry entry = new ZipEntry(name);
    entry.setTimeLocal(TIMESTAMP);
    out.putNextEntry(entry);
    out.write(data);
    out.closeEntry();
  }

  private static void stored(ZipOutputStream out, String name, byte[] data) throws IOException {
    CRC32 crc = new CRC32();
    crc.update(data);
    ZipEntry entry = new ZipEntry(name);
    entry.setTimeLocal(TIMESTAMP);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(data.length);
    entry.setCrc(crc.getValue());
    out.putNextEntry(entry);
    out.write(data);
    out.closeEntry();
  }
}
