package dev.sallyport.instrumentation.sinks;

import static dev.sallyport.instrumentation.sinks.SinkJoinPoints.jdk;

import dev.sallyport.instrumentation.JoinPoint;
import java.util.List;

/**
 * Where the JDK opens, lists, changes and deletes files on Linux.
 *
 * <p>{@code java.nio.file} ends in {@code UnixNativeDispatcher}, whose methods are one system call
 * each: whatever a method of {@code Files} consists of, it passes there. Copying and moving are
 * judged as a whole before that, so that nothing is half done. {@code java.io} has native methods
 * of its own, in JDK 17 right below {@code File}.
 */
final class FileJoinPoints {
  private static final String DISPATCHER = "sun/nio/fs/UnixNativeDispatcher";
  private static final String PROVIDER = "sun/nio/fs/UnixFileSystemProvider";
  private static final String VIEWS = "sun/nio/fs/UnixFileAttributeViews";
  private static final String USER_VIEW = "sun/nio/fs/UnixUserDefinedFileAttributeView";
  private static final String FOLDER = "sun/nio/fs/UnixSecureDirectoryStream";
  private static final String FILE = "java/io/File";
  private static final String TWO_FLAGS = "(ZZ)Z";

  /** Files as streams. */
  static final List<JoinPoint> STREAMS =
      List.of(
          jdk("java/io/FileInputStream", "open", "(Ljava/lang/String;)V", "ReadAdvice"),
          jdk("java/io/FileOutputStream", "open", "(Ljava/lang/String;Z)V", "WriteAdvice"),
          jdk("java/io/RandomAccessFile", "open", "(Ljava/lang/String;I)V", "RandomAccessAdvice"));

  /** {@code java.io.File}. */
  static final List<JoinPoint> FILES =
      List.of(
          jdk(FILE, "createNewFile", "()Z", "FileChangeAdvice"),
          jdk(
              FILE,
              "createTempFile",
              "(Ljava/lang/String;Ljava/lang/String;Ljava/io/File;)Ljava/io/File;",
              "TemporaryFileAdvice"),
          jdk(FILE, "delete", "()Z", "FileDeleteAdvice"),
          jdk(FILE, "deleteOnExit", "()V", "FileDeleteAdvice"),
          jdk(FILE, "normalizedList", "()[Ljava/lang/String;", "FileListAdvice"),
          jdk(FILE, "list", "()[Ljava/lang/String;", "FileListAdvice"),
          jdk(FILE, "mkdir", "()Z", "FileChangeAdvice"),
          jdk(FILE, "renameTo", "(Ljava/io/File;)Z", "FileRenameAdvice"),
          jdk(FILE, "setLastModified", "(J)Z", "FileChangeAdvice"),
          jdk(FILE, "setReadOnly", "()Z", "FileChangeAdvice"),
          jdk(FILE, "setWritable", TWO_FLAGS, "FileChangeAdvice"),
          jdk(FILE, "setReadable", TWO_FLAGS, "FileChangeAdvice"),
          jdk(FILE, "setExecutable", TWO_FLAGS, "FileChangeAdvice"));

  /** {@code java.nio.file}. */
  static final List<JoinPoint> PATHS =
      List.of(
          jdk(PROVIDER, "copy", null, "CopyAdvice"),
          jdk(PROVIDER, "move", null, "MoveAdvice"),
          jdk(DISPATCHER, "open", null, "NativeOpenAdvice"),
          jdk(DISPATCHER, "opendir", null, "ReadAdvice"),
          jdk(DISPATCHER, "unlink", null, "DeleteAdvice"),
          jdk(DISPATCHER, "rmdir", null, "DeleteAdvice"),
          jdk(DISPATCHER, "rename", null, "MoveAdvice"),
          jdk(DISPATCHER, "link", null, "HardLinkAdvice"),
          jdk(DISPATCHER, "symlink", null, "WriteSecondAdvice"),
          jdk(DISPATCHER, "mkdir", null, "WriteAdvice"),
          jdk(DISPATCHER, "mknod", null, "WriteAdvice"),
          jdk(DISPATCHER, "chown", null, "WriteAdvice"),
          jdk(DISPATCHER, "lchown", null, "WriteAdvice"),
          jdk(DISPATCHER, "chmod", null, "WriteAdvice"),
          jdk("sun/nio/fs/UnixPath", "register", null, "WatchAdvice"));

  /** The same by the name in a folder that is open. */
  static final List<JoinPoint> FOLDERS =
      List.of(
          jdk(DISPATCHER, "openat", null, "OpenInFolderAdvice"),
          jdk(DISPATCHER, "unlinkat", null, "DeleteInFolderAdvice"),
          jdk(DISPATCHER, "renameat", null, "MoveInFolderAdvice"),
          jdk(FOLDER, "getFileAttributeViewImpl", null, "FolderViewAdvice"));

  /** Attributes, which are changed by the descriptor of a file that was opened to be read. */
  static final List<JoinPoint> ATTRIBUTES =
      List.of(
          jdk(VIEWS + "$Basic", "setTimes", null, "AttributesAdvice"),
          jdk(VIEWS + "$Posix", "setMode", null, "AttributesAdvice"),
          jdk(VIEWS + "$Posix", "setOwners", null, "AttributesAdvice"),
          jdk(
              "sun/nio/fs/LinuxDosFileAttributeView",
              "updateDosAttribute",
              null,
              "AttributesAdvice"),
          jdk(USER_VIEW, "write", "(Ljava/lang/String;Ljava/nio/ByteBuffer;)I", "AttributesAdvice"),
          jdk(USER_VIEW, "delete", "(Ljava/lang/String;)V", "AttributesAdvice"));

  private FileJoinPoints() {}
}
