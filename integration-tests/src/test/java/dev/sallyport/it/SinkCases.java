package dev.sallyport.it;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Sets up sinks, each time in a folder of its own, and tells whether they were used. */
final class SinkCases {
  private static final String SECRET = "secret-content";
  private static final long YEAR_2000 = 946_684_800_000L;

  private static final List<String> CREATING =
      List.of(
          "write-stream",
          "write-random",
          "create",
          "mkdir",
          "mkdirs",
          "write-nio",
          "write-channel",
          "write-async",
          "write-in-folder",
          "mkdir-nio",
          "bind-unix",
          "process",
          "process-redirect",
          "exec",
          "pipeline",
          "script",
          "script-context");
  private static final List<String> CHANGING =
      List.of(
          "touch",
          "times",
          "times-in-folder",
          "permissions",
          "attribute",
          "executable",
          "read-only",
          "user-attribute");
  private static final List<String> DELETING =
      List.of("delete", "delete-on-exit", "delete-nio", "delete-on-close", "delete-in-folder");
  private static final List<String> PLACING =
      List.of("copy", "move", "rename", "hard-link", "symbolic-link", "move-in-folder");
  private static final List<String> READING =
      List.of("read-stream", "read-random", "read-nio", "read-in-folder");
  private static final List<String> LISTING =
      List.of("list", "list-files", "list-nio", "walk", "create-temporary");
  private static final List<String> COMPILING = List.of("compiler", "javac");
  private static final List<String> CONNECTING =
      List.of("connect", "connect-channel", "connect-adaptor", "connect-async", "connect-handler");
  private static final List<String> SENDING =
      List.of(
          "datagram",
          "datagram-multicast",
          "datagram-connected",
          "datagram-channel",
          "datagram-channel-connected");
  private static final List<String> OTHER =
      List.of("read-zip", "connect-unix", "load", "load-library", "script-manager", "jshell");

  /** What no tool may do, in a box or not. */
  static final List<String> REFLECTING = List.of("reflect", "private-lookup");

  private static final List<String> SINCE_22 = List.of("library-lookup", "native-call");

  private final Path folder;
  private final TaggedServer server;
  private int number;

  SinkCases(Path folder, TaggedServer server) {
    this.folder = folder;
    this.server = server;
  }

  static List<String> sinks(Jdk jdk) {
    return Stream.of(
            CREATING,
            CHANGING,
            DELETING,
            PLACING,
            READING,
            LISTING,
            COMPILING,
            CONNECTING,
            SENDING,
            OTHER,
            REFLECTING,
            jdk.major() < 22 ? List.<String>of() : SINCE_22)
        .flatMap(List::stream)
        .toList();
  }

  /** Creates what the sink works on; {@code tag} is what it sends, if it does. */
  SinkCase prepare(String sink, String tag) {
    try {
      Path own = Files.createDirectory(folder.resolve(Integer.toString(number++)));
      if (CREATING.contains(sink)) {
        Path file = own.resolve("new");
        return new SinkCase(List.of(file.toString()), outcome -> exists(file));
      }
      if (CHANGING.contains(sink) || DELETING.contains(sink)) {
        return existing(sink, Files.writeString(own.resolve("file"), SECRET));
      }
      if (PLACING.contains(sink)) {
        Path from = Files.writeString(Files.createDirectory(own.resolve("a")).resolve("f"), SECRET);
        Path to = Files.createDirectory(own.resolve("b")).resolve("g");
        return new SinkCase(
            List.of(from.toString(), to.toString()), outcome -> exists(to) || !exists(from));
      }
      return reading(sink, tag, own);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean exists(Path file) {
    return Files.exists(file, LinkOption.NOFOLLOW_LINKS);
  }

  private static SinkCase existing(String sink, Path file) throws IOException {
    if (DELETING.contains(sink)) {
      return new SinkCase(List.of(file.toString()), outcome -> !exists(file));
    }
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    return new SinkCase(List.of(file.toString()), outcome -> changed(file));
  }

  private static boolean changed(Path file) {
    try {
      return Files.getLastModifiedTime(file).toMillis() < YEAR_2000
          || !PosixFilePermissions.toString(Files.getPosixFilePermissions(file)).equals("rw-r--r--")
          || !Files.getFileAttributeView(file, UserDefinedFileAttributeView.class).list().isEmpty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private SinkCase reading(String sink, String tag, Path own) throws IOException {
    if (READING.contains(sink)) {
      Path file = Files.writeString(own.resolve("file"), SECRET);
      return new SinkCase(List.of(file.toString()), printed(SECRET));
    }
    if (sink.equals("create-temporary")) {
      return new SinkCase(List.of(own.toString()), outcome -> !isEmpty(own));
    }
    if (LISTING.contains(sink)) {
      Files.writeString(own.resolve(SECRET), SECRET);
      return new SinkCase(List.of(own.toString()), printed(SECRET));
    }
    if (COMPILING.contains(sink)) {
      Path source = Files.writeString(own.resolve("X.java"), "class X {}");
      return new SinkCase(List.of(source.toString()), outcome -> exists(own.resolve("X.class")));
    }
    return network(sink, tag, own);
  }

  private SinkCase network(String sink, String tag, Path own) throws IOException {
    Predicate<SinkCase.SinkOutcome> arrived = outcome -> outcome.arrived().contains(tag);
    if (CONNECTING.contains(sink)) {
      return new SinkCase(List.of(server.port(), tag), arrived);
    }
    if (SENDING.contains(sink)) {
      return new SinkCase(List.of(server.datagramPort(), tag), arrived);
    }
    return switch (sink) {
      case "connect-unix" -> new SinkCase(List.of(server.path(), tag), arrived);
      case "read-zip" -> new SinkCase(List.of(zip(own).toString()), printed("entries 1"));
      case "load" -> new SinkCase(List.of(systemLibrary().toString()), printed("done"));
      case "load-library" -> new SinkCase(List.of("none"), printed("UnsatisfiedLinkError"));
      case "library-lookup" -> new SinkCase(List.of("libc.so.6"), printed("done"));
      case "native-call" -> new SinkCase(List.of(), printed("process "));
      case "script-manager" -> new SinkCase(List.of(), printed("manager-gave null"));
      case "jshell" -> {
        Path file = own.resolve("new");
        yield new SinkCase(List.of(file.toString()), outcome -> exists(file));
      }
      case "reflect" ->
          new SinkCase(List.of("dev.sallyport.bootstrap.ToolGate", "gate"), printed("done"));
      case "private-lookup" ->
          new SinkCase(List.of("dev.sallyport.bootstrap.ToolGate"), printed("done"));
      default -> throw new IllegalArgumentException(sink);
    };
  }

  private static Predicate<SinkCase.SinkOutcome> printed(String text) {
    return outcome -> outcome.line().contains(text);
  }

  private static boolean isEmpty(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.findAny().isEmpty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path zip(Path own) throws IOException {
    Path zip = own.resolve("file.zip");
    try (OutputStream file = Files.newOutputStream(zip);
        ZipOutputStream entries = new ZipOutputStream(file)) {
      entries.putNextEntry(new ZipEntry("entry"));
      entries.closeEntry();
    }
    return zip;
  }

  /** The C library's mathematics, which any Linux has. */
  private static Path systemLibrary() throws IOException {
    try (Stream<String> maps = Files.lines(Path.of("/proc/self/maps"))) {
      return maps.filter(line -> line.contains("/libm.so") || line.contains("/libc.so"))
          .map(line -> Path.of(line.substring(line.indexOf('/'))))
          .findFirst()
          .orElseThrow();
    }
  }
}
