package dev.sallyport.bootstrap;

/**
 * What code that runs on behalf of a tool call may be about to do, and what the subject of it is.
 */
public enum Sink {
  /** Starts a process; the subject is the command, a {@code String[]}. */
  PROCESS,
  /** Connects a stream; the subject is a {@code java.net.SocketAddress}. */
  CONNECT,
  /** Sends to, or connects, a datagram socket; the subject is a {@code java.net.SocketAddress}. */
  DATAGRAM,
  /** Reads a file or a folder; the subject is a path, as text or {@code java.nio.file.Path}. */
  READ,
  /** Writes or creates a file, a folder or a link; the subject is a path. */
  WRITE,
  /** Deletes a file, or moves it away; the subject is a path. */
  DELETE,
  /** Loads native code; the subject is the library's name or path, as text. */
  NATIVE,
  /** Compiles or runs code given as text; the subject says what does. */
  SCRIPT,
  /** Sends a statement to a database; the subject is the statement, as text. */
  SQL,
  /** Makes a member accessible that is not; the subject is the class that declares it. */
  REFLECT
}
