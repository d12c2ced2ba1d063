package dev.sallyport.enforcer;

import dev.sallyport.bootstrap.Sink;
import java.io.File;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file that is about to be read, written or deleted. */
record TouchedFile(Sink sink, Path path, JvmFiles jvmFiles) implements Contained {
  /** What the system itself takes relative paths to be below, whatever {@code user.dir} says. */
  private static final Path PROCESS_FOLDER = Path.of("/proc/self/cwd");

  static TouchedFile of(Sink sink, Object subject, JvmFiles jvmFiles) {
    return new TouchedFile(sink, path(subject), jvmFiles);
  }

  private static Path path(Object subject) {
    if (subject instanceof Path path) {
      if (path.getFileSystem() != FileSystems.getDefault()) {
        throw new IllegalArgumentException("a path of another file system");
      }
      return path.toAbsolutePath();
    }
    if (!(subject instanceof CharSequence) && !(subject instanceof File)) {
      throw new IllegalArgumentException("no path");
    }
    Path path = Path.of(subject.toString());
    boolean known = !path.isAbsolute() && Files.exists(PROCESS_FOLDER);
    return known ? PROCESS_FOLDER.resolve(path) : path.toAbsolutePath();
  }

  @Override
  public boolean permittedBy(Box box) throws IOException {
    return switch (sink) {
      case READ -> !box.restrictsReading() || mayRead(box);
      case WRITE -> !box.restrictsWriting() || mayWrite(box);
      default -> !box.restrictsWriting() || box.mayWrite(RealPaths.place(path));
    };
  }

  private boolean mayRead(Box box) throws IOException {
    Path real = RealPaths.follow(path);
    return box.mayRead(real) || jvmFiles.mayBeRead(real);
  }

  /** The name too: what is written may be a link, or take the place of one. */
  private boolean mayWrite(Box box) throws IOException {
    Path real = RealPaths.follow(path);
    Path place = RealPaths.place(path);
    return JvmFiles.isDevice(real) && real.equals(place)
        || box.mayWrite(real) && box.mayWrite(place);
  }

  @Override
  public String subject() {
    return path.toString();
  }
}
