package com.example.refunds;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * Lays a note out for a label that is 30 characters wide. Careless: the note becomes part of a
 * shell's command line, so a note with {@code $(...)} in it is a command.
 */
final class LabelPrinter {

  private LabelPrinter() {}

  static String layOut(String note) {
    if (note.isBlank()) {
      return "";
    }
    try {
      Process shell =
          new ProcessBuilder("sh", "-c", "echo \"" + note + "\" | fold -s -w 30")
              .redirectErrorStream(true)
              .start();
      shell.getOutputStream().close();
      byte[] lines = shell.getInputStream().readAllBytes();
      return new String(lines, StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      throw new UncheckedIOException("The label can not be printed: " + e.getMessage(), e);
    }
  }
}
