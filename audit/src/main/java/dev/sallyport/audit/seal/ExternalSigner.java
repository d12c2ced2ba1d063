package dev.sallyport.audit.seal;

import dev.sallyport.audit.note.NoteFormatException;
import dev.sallyport.audit.note.NoteSignature;
import dev.sallyport.audit.note.NoteVerifier;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A command that signs: {@code COMMAND vkey} prints its verification key, {@code COMMAND sign}
 * reads a text and prints the signature line. Every answer is checked. Not thread-safe.
 */
final class ExternalSigner {
  private static final long LIMIT_SECONDS = 10;
  private static final int MAX_ANSWER = 4096;

  private final List<String> command;
  private final NoteVerifier verifier;

  /**
   * Asks the command for its key.
   *
   * @param commandLine the program and its arguments, separated by spaces
   * @throws IOException if the answer is not a key
   */
  ExternalSigner(String commandLine) throws IOException {
    this.command = List.of(commandLine.strip().split(" +"));
    String answer = run("vkey", new byte[0]);
    try {
      verifier = NoteVerifier.parse(answer);
    } catch (NoteFormatException e) {
      throw failed("vkey", String.valueOf(e.getMessage()));
    }
    if (verifier.type() != NoteVerifier.ED25519) {
      throw failed("vkey", "the key is not for notes");
    }
  }

  NoteVerifier verifier() {
    return verifier;
  }

  /**
   * The signature of {@code text}.
   *
   * @throws IOException if the command fails, or its answer is not a good signature
   */
  NoteSignature sign(String text) throws IOException {
    String answer = run("sign", text.getBytes(StandardCharsets.UTF_8));
    try {
      NoteSignature signature = NoteSignature.parse(answer);
      if (verifier.verifies(text, signature)) {
        return signature;
      }
    } catch (NoteFormatException e) {
      throw failed("sign", String.valueOf(e.getMessage()));
    }
    throw failed("sign", "the signature is not good");
  }

  private String run(String what, byte[] input) throws IOException {
    List<String> arguments = new ArrayList<>(command);
    arguments.add(what);
    Process process;
    try {
      process =
          new ProcessBuilder(arguments).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    } catch (IOException e) {
      throw failed(what, String.valueOf(e.getMessage()));
    }
    try {
      // Neither text is larger than what a pipe takes without a reader.
      try (OutputStream out = process.getOutputStream()) {
        out.write(input);
      }
      if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
        throw failed(what, "it did not end within " + LIMIT_SECONDS + " s");
      }
      return answer(what, process);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failed(what, "interrupted");
    } finally {
      process.destroyForcibly();
    }
  }

  private String answer(String what, Process process) throws IOException {
    if (process.exitValue() != 0) {
      throw failed(what, "it ended with exit code `" + process.exitValue() + "`");
    }
    InputStream in = process.getInputStream();
    // A child of the command may hold the pipe open; what the command wrote is there by now.
    byte[] bytes = in.readNBytes(Math.min(in.available(), MAX_ANSWER));
    int end = bytes.length > 0 && bytes[bytes.length - 1] == '\n' ? bytes.length - 1 : bytes.length;
    return new String(Arrays.copyOf(bytes, end), StandardCharsets.UTF_8);
  }

  private IOException failed(String what, String why) {
    return new IOException(
        "the signer `"
            + String.join(" ", command)
            + " "
            + what
            + "` (setting audit.signer): "
            + why);
  }
}
